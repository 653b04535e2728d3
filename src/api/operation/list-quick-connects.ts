import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showQuickConnect, showQuickConnectSummary } from '../show/quick-connect.ts'

export const listQuickConnects: Operation<'ListQuickConnects'> = (input, context) => {
  const types = new Set(input.QuickConnectTypes)
  const { items, NextToken } = listed(
    context,
    'transfer-destination',
    input,
    entry => showQuickConnectSummary(context, entry),
    entry => {
      const type = showQuickConnect(context, entry).QuickConnectConfig?.QuickConnectType
      return types.size === 0 || (type !== undefined && types.has(type))
    },
  )
  return answer({ QuickConnectSummaryList: items, NextToken })
}
