import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'

export const updateContactFlowName: Operation<'UpdateContactFlowName'> = (
  { ContactFlowId, Name, Description },
  context,
) => {
  const flow = find(context, 'contact-flow', ContactFlowId)
  requireFreeName(context, 'contact-flow', Name, flow.id)
  return change(edit(context, 'contact-flow', flow, given({ Name, Description })))
}
