import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { batch, changesOf, doneValue, draftOf, findDataTable } from '../show/data-table.ts'

export const batchDeleteDataTableValue: Operation<'BatchDeleteDataTableValue'> = (
  { DataTableId, Values },
  context,
) => {
  const draft = draftOf(context, findDataTable(context, DataTableId))
  const { done, failed } = batch(Values, (_, change) => draft.delete(change))
  return changed({ Successful: done.map(doneValue), Failed: failed }, ...changesOf(context, draft))
}
