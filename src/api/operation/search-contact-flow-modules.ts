import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showContactFlowModule } from '../show/contact-flow-module.ts'

export const searchContactFlowModules: Operation<'SearchContactFlowModules'> = (input, context) => {
  const { items, ...rest } = searched(context, 'flow-module', input, module =>
    showContactFlowModule(context, module),
  )
  return answer({ ContactFlowModules: items, ...rest })
}
