import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showContactFlowModule } from '../show/contact-flow-module.ts'

export const listContactFlowModules: Operation<'ListContactFlowModules'> = (input, context) => {
  const { ContactFlowModuleState: state } = input
  const { items, NextToken } = listed(
    context,
    'flow-module',
    input,
    entry => showContactFlowModule(context, entry),
    entry => state === undefined || state === showContactFlowModule(context, entry).State,
  )
  return answer({ ContactFlowModulesSummaryList: items, NextToken })
}
