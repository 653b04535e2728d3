import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { findDataTable, showDataTable } from '../show/data-table.ts'

export const describeDataTable: Operation<'DescribeDataTable'> = ({ DataTableId }, context) =>
  answer({ DataTable: showDataTable(context, findDataTable(context, DataTableId)) })
