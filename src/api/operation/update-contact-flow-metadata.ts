import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateContactFlowMetadata: Operation<'UpdateContactFlowMetadata'> = (
  { ContactFlowId, Name, Description, ContactFlowState: State },
  context,
) => {
  const flow = find(context, 'contact-flow', ContactFlowId)
  requireFreeName(context, 'contact-flow', Name, flow.id)
  return change(edit(context, 'contact-flow', flow, given({ Name, Description, State })))
}
