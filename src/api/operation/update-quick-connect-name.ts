import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateQuickConnectName: Operation<'UpdateQuickConnectName'> = (
  { QuickConnectId, Name, Description },
  context,
) => {
  const entry = find(context, 'transfer-destination', QuickConnectId)
  requireFreeName(context, 'transfer-destination', Name, entry.id)
  return change(edit(context, 'transfer-destination', entry, given({ Name, Description })))
}
