import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { findDataTable, showDataTableAttribute } from '../show/data-table.ts'

export const listDataTableAttributes: Operation<'ListDataTableAttributes'> = (input, context) => {
  const table = findDataTable(context, input.DataTableId)
  const attributes = table.document.Attributes.filter(
    each => !input.AttributeIds?.length || input.AttributeIds.includes(each.AttributeId),
  ).toSorted((a, b) => (a.Name < b.Name ? -1 : 1))
  const { items, NextToken } = pageOf(attributes, input, ({ Name }) => Name)
  const Attributes = items.map(each => showDataTableAttribute(context, table, each))
  return answer({ Attributes, NextToken })
}
