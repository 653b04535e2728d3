import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { quickConnectConfig } from '../show/quick-connect.ts'

export const updateQuickConnectConfig: Operation<'UpdateQuickConnectConfig'> = (input, context) => {
  const entry = find(context, 'transfer-destination', input.QuickConnectId)
  const QuickConnectConfig = quickConnectConfig(context, input.QuickConnectConfig)
  return change(edit(context, 'transfer-destination', entry, { QuickConnectConfig }))
}
