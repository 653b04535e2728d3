import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { quickConnectConfig } from '../show/quick-connect.ts'

export const createQuickConnect: Operation<'CreateQuickConnect'> = (input, context) => {
  requireFreeName(context, 'transfer-destination', input.Name)
  const { InstanceId: _, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'transfer-destination', {
    ...members,
    QuickConnectConfig: quickConnectConfig(context, input.QuickConnectConfig),
  })
  return changed({ QuickConnectId: id, QuickConnectARN: arn }, put)
}
