import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showContactFlowModule } from '../show/contact-flow-module.ts'

export const describeContactFlowModule: Operation<'DescribeContactFlowModule'> = (
  input,
  context,
) => {
  const module = find(context, 'flow-module', input.ContactFlowModuleId)
  return answer({ ContactFlowModule: showContactFlowModule(context, module) })
}
