import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showQuickConnect } from '../show/quick-connect.ts'

export const searchQuickConnects: Operation<'SearchQuickConnects'> = (input, context) => {
  const { items, ...rest } = searched(context, 'transfer-destination', input, entry =>
    showQuickConnect(context, entry),
  )
  return answer({ QuickConnects: items, ...rest })
}
