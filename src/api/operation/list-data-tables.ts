import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed, summaryOf } from '../resource.ts'

export const listDataTables: Operation<'ListDataTables'> = (input, context) => {
  const { items, NextToken } = listed(context, 'data-table', input, table =>
    summaryOf(context, 'data-table', table),
  )
  return answer({ DataTableSummaryList: items, NextToken })
}
