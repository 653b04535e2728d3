import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { ServiceError } from '../service-error.ts'
import { changesOf, draftOf, findDataTable, primaryValuesOf } from '../show/data-table.ts'

export const updateDataTablePrimaryValues: Operation<'UpdateDataTablePrimaryValues'> = (
  { DataTableId, PrimaryValues, NewPrimaryValues, LockVersion },
  context,
) => {
  const draft = draftOf(context, findDataTable(context, DataTableId))
  const [from, to] = [primaryValuesOf(PrimaryValues), primaryValuesOf(NewPrimaryValues)]
  const moved = draft.move(from, to, LockVersion)
  if ('problem' in moved) throw new ServiceError('ConflictException', moved.problem)
  return changed({ LockVersion: moved.lock }, ...changesOf(context, draft))
}
