import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { batch, changesOf, doneValue, draftOf, findDataTable } from '../show/data-table.ts'

export const batchCreateDataTableValue: Operation<'BatchCreateDataTableValue'> = (
  { DataTableId, Values },
  context,
) => {
  const draft = draftOf(context, findDataTable(context, DataTableId))
  const { done, failed } = batch(Values, ({ Value = '' }, change) => draft.create(change, Value))
  const Successful = done.map(each => ({ ...doneValue(each), RecordId: each.changed.recordId }))
  return changed({ Successful, Failed: failed }, ...changesOf(context, draft))
}
