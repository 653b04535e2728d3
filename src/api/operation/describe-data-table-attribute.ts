import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { findAttribute, findDataTable, showDataTableAttribute } from '../show/data-table.ts'

export const describeDataTableAttribute: Operation<'DescribeDataTableAttribute'> = (
  { DataTableId, AttributeName },
  context,
) => {
  const table = findDataTable(context, DataTableId)
  const attribute = findAttribute(table, AttributeName)
  return answer({ Attribute: showDataTableAttribute(context, table, attribute) })
}
