import type { DataTable } from '../../data-table/data-table.ts'
import { readValue } from '../../data-table/value.ts'
import type { DataTableRecordDocument } from '../../directory/document.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, FlowView, Step } from '../action-kind.ts'
import { elementsOf, membersOf } from '../parameter.ts'
import { dataTableResults, primaryValues } from './evaluate-data-table-values.ts'

/** Rows of one group; more would not be read out to anybody. */
const ROWS_MAX = 100
const GROUPS_MAX = 5
/** What rows are read by when no group is named. */
const ONLY_GROUP = 'default'

/** Reads rows of a data table, for `$.DataTableList.ResultData.primaryKeyGroups.<group>`. */
export const listDataTableValues: ActionKind = {
  type: 'ListDataTableValues',

  enter({ parameters }, view) {
    const table = view.dataTable(view.text(parameters.DataTableId))
    const groups = elementsOf(parameters.PrimaryKeyGroups).map(membersOf)
    if (!table || groups.length > GROUPS_MAX) return failed
    const asked = groups.length === 0 ? [{ PrimaryKeyGroupName: ONLY_GROUP }] : groups
    const primaryKeyGroups: Record<string, Json> = {}
    for (const group of asked) {
      const name = view.text(group.PrimaryKeyGroupName)
      const rows = rowsOf(table, group, view)
      if (name === '' || !rows) return failed
      primaryKeyGroups[name] = rows.map(row => shown(table, row))
    }
    const ResultData = {
      dataTableId: table.id,
      lockVersion: { dataTable: String(table.document.Revision) },
      primaryKeyGroups,
    }
    return { leave: { by: 'next' }, deeds: dataTableResults({ DataTableList: { ResultData } }) }
  },
}

const failed: Step = { leave: { by: 'error', error: 'NoMatchingError' } }

/** Rows with the primary values of the group: all of them when it names none. */
function rowsOf(
  table: DataTable,
  group: JsonObject,
  view: FlowView,
): readonly DataTableRecordDocument[] | undefined {
  const wanted = primaryValues(group.PrimaryValues, view).map(({ AttributeName, Value }) => {
    const attribute = table.attribute(AttributeName)
    return attribute?.Primary ? ([attribute.AttributeId, Value] as const) : undefined
  })
  if (wanted.includes(undefined)) return undefined
  const primary = Object.fromEntries(wanted.filter(each => each !== undefined))
  if (Object.keys(primary).length === table.primaryAttributes.length) {
    const only = table.record(table.recordKey(primary))
    return only ? [only] : []
  }
  const rows: DataTableRecordDocument[] = []
  for (const [, row] of table.records()) {
    if (rows.length >= ROWS_MAX) break
    const isMeant = wanted.every(each => each && row.Primary[each[0]] === each[1])
    if (isMeant && Object.keys(row.Primary).length > 0) rows.push(row)
  }
  return rows
}

function shown(table: DataTable, row: DataTableRecordDocument): JsonObject {
  return {
    primaryKeys: table.shownPrimary(row).map(({ AttributeName, Value }) => {
      return { attributeName: AttributeName, attributeValue: Value }
    }),
    attributes: table.document.Attributes.flatMap(attribute => {
      const found = attribute.Primary ? undefined : table.evaluate(row.Primary, attribute)
      if (!found) return []
      const attributeValue = readValue(attribute, found.cell.Value)
      return [{ attributeName: attribute.Name, attributeValue }]
    }),
  }
}
