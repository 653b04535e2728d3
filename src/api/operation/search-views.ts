import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showView } from '../show/view.ts'

/** Finds the views of this instance; those of the service are listed. */
export const searchViews: Operation<'SearchViews'> = (input, context) => {
  const { items, ...rest } = searched(context, 'view', input, view => {
    const { Content: _, ...shown } = showView(context, view, 'latest')
    return shown
  })
  return answer({ Views: items, ...rest })
}
