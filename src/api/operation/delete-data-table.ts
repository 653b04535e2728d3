import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'
import { findDataTable } from '../show/data-table.ts'

/** Its rows go with it. Flows that read it take their error branch. */
export const deleteDataTable: Operation<'DeleteDataTable'> = ({ DataTableId }, context) => {
  const table = findDataTable(context, DataTableId)
  const rows = [...table.records()].map(([key]) => remove('data-table-record', key))
  return change(...rows, remove('data-table', table.id))
}
