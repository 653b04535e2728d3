import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { findDataTable, showDataTable } from '../show/data-table.ts'

export const searchDataTables: Operation<'SearchDataTables'> = (input, context) => {
  const { items, ...rest } = searched(context, 'data-table', input, ({ id }) =>
    showDataTable(context, findDataTable(context, id)),
  )
  return answer({ DataTables: items, ...rest })
}
