import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showQuickConnect } from '../show/quick-connect.ts'

export const describeQuickConnect: Operation<'DescribeQuickConnect'> = (input, context) => {
  const entry = find(context, 'transfer-destination', input.QuickConnectId)
  return answer({ QuickConnect: showQuickConnect(context, entry) })
}
