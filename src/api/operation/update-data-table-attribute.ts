import type { DataTable } from '../../core/data-table/data-table.ts'
import { valueProblem } from '../../core/data-table/value.ts'
import type { DataTableAttribute } from '../../core/directory/document.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { duplicate, invalidRequest } from '../service-error.ts'
import {
  changesOf,
  checkedValidation,
  draftOf,
  findAttribute,
  findDataTable,
} from '../show/data-table.ts'

/** Every member is written: one that is not given goes. */
export const updateDataTableAttribute: Operation<'UpdateDataTableAttribute'> = (input, context) => {
  const table = findDataTable(context, input.DataTableId)
  const former = findAttribute(table, input.AttributeName)
  const { Name, ValueType, Description, Primary = false } = input
  const other = table.attribute(Name)
  if (other && other.AttributeId !== former.AttributeId) {
    throw duplicate(`The table has an attribute ${Name} already.`)
  }
  const Validation = checkedValidation(input.Validation)
  const attribute = {
    AttributeId: former.AttributeId,
    Name,
    ValueType,
    Primary,
    ...(Description !== undefined && { Description }),
    ...(Validation && { Validation }),
  }
  checkRows(table, former, { ...former, ...attribute })
  const draft = draftOf(context, table)
  draft.putAttribute(attribute)
  const version = String(draft.revision)
  const LockVersion = { DataTable: version, Attribute: version }
  return changed({ Name, LockVersion }, ...changesOf(context, draft))
}

/** What is in the table must be right afterwards, and rows must be told apart as before. */
function checkRows(table: DataTable, former: DataTableAttribute, next: DataTableAttribute): void {
  const { AttributeId } = former
  const rows = [...table.records()].map(([, record]) => record)
  const isKey = former.Primary || next.Primary
  const isOther =
    former.Primary !== next.Primary ||
    former.ValueType !== next.ValueType ||
    former.Validation?.IgnoreCase !== next.Validation?.IgnoreCase
  if (isKey && isOther && rows.length > 0) {
    throw invalidRequest('A primary attribute cannot be changed so while the table has rows.')
  }
  for (const { Primary, Values } of rows) {
    const text = Primary[AttributeId] ?? Values[AttributeId]?.Value
    const problem = text === undefined ? undefined : valueProblem(next, text)
    if (problem !== undefined)
      throw invalidRequest(`The table has a value that is not so: ${problem}`)
  }
}
