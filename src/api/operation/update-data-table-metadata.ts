import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { requireFreeName } from '../resource.ts'
import { changesOf, draftOf, findDataTable } from '../show/data-table.ts'
import { checkTimeZone } from '../show/hours-of-operation.ts'

/** Every member is written: one that is not given goes. */
export const updateDataTableMetadata: Operation<'UpdateDataTableMetadata'> = (
  { DataTableId, Name, Description = '', ValueLockLevel, TimeZone },
  context,
) => {
  const table = findDataTable(context, DataTableId)
  requireFreeName(context, 'data-table', Name, table.id)
  checkTimeZone(TimeZone)
  const draft = draftOf(context, table)
  draft.edit({ Name, Description, ValueLockLevel, TimeZone })
  const LockVersion = { DataTable: String(draft.revision) }
  return changed({ LockVersion }, ...changesOf(context, draft))
}
