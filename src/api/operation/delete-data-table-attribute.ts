import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'
import { changesOf, draftOf, findAttribute, findDataTable } from '../show/data-table.ts'

export const deleteDataTableAttribute: Operation<'DeleteDataTableAttribute'> = (
  { DataTableId, AttributeName },
  context,
) => {
  const table = findDataTable(context, DataTableId)
  const attribute = findAttribute(table, AttributeName)
  const isUsed = [...table.records()].some(
    ([, { Primary }]) => Primary[attribute.AttributeId] !== undefined,
  )
  if (isUsed) throw invalidRequest('Rows of the table are told apart by this attribute.')
  const draft = draftOf(context, table)
  draft.deleteAttribute(attribute)
  const LockVersion = { DataTable: String(draft.revision) }
  return changed({ LockVersion }, ...changesOf(context, draft))
}
