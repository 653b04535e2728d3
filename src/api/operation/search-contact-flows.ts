import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showContactFlow } from '../show/contact-flow.ts'

export const searchContactFlows: Operation<'SearchContactFlows'> = (input, context) => {
  const { items, ...rest } = searched(context, 'contact-flow', input, flow =>
    showContactFlow(context, flow),
  )
  return answer({ ContactFlows: items, ...rest })
}
