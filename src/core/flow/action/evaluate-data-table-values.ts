import type { DataTable } from '../../data-table/data-table.ts'
import { readValue } from '../../data-table/value.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView, Step } from '../action-kind.ts'
import { elementsOf, membersOf } from '../parameter.ts'

const QUERIES_MAX = 5

/** Asks a data table up to five questions, for `$.DataTables.<query>.<attribute>`. */
export const evaluateDataTableValues: ActionKind = {
  type: 'EvaluateDataTableValues',

  enter({ parameters }, view) {
    const table = view.dataTable(view.text(parameters.DataTableId))
    const queries = elementsOf(parameters.Queries).map(membersOf)
    if (!table || queries.length === 0 || queries.length > QUERIES_MAX) return failed
    const answers: Record<string, Json> = {}
    for (const query of queries) {
      const name = view.text(query.QueryName)
      const answer = answerTo(table, query, view)
      if (name === '' || !answer) return failed
      answers[name] = answer
    }
    return { leave: { by: 'next' }, deeds: dataTableResults({ DataTables: answers }) }
  },
}

const failed: Step = { leave: { by: 'error', error: 'NoMatchingError' } }

/** What no row says and no default is left out. */
function answerTo(table: DataTable, query: JsonObject, view: FlowView): JsonObject | undefined {
  const row = table.primary(primaryValues(query.PrimaryValues, view))
  if ('problem' in row) return undefined
  const answer: Record<string, Json> = {}
  for (const each of elementsOf(query.Attributes)) {
    const attribute = table.attribute(view.text(each))
    if (!attribute) return undefined
    const found = table.evaluate(row.primary, attribute)
    if (found) answer[attribute.Name] = readValue(attribute, found.cell.Value)
  }
  return answer
}

/** Designers write `AttributeName` in one block and `Name` in the others. */
export function primaryValues(json: Json | undefined, view: FlowView) {
  return elementsOf(json).map(each => {
    const { AttributeName, Name, Value } = membersOf(each)
    return { AttributeName: view.text(AttributeName ?? Name), Value: view.text(Value) }
  })
}

/** The results of one block take away those of the block before. */
export function dataTableResults(results: JsonObject): readonly Deed[] {
  return ['DataTables', 'DataTableList'].map(name => {
    return { do: 'setNamespace', of: 'run', name, value: results[name] } as const
  })
}
