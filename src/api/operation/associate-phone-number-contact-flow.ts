import { flowIdWithVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

export const associatePhoneNumberContactFlow: Operation<'AssociatePhoneNumberContactFlow'> = (
  input,
  context,
) => {
  const number = find(context, 'phone-number', input.PhoneNumberId)
  const ContactFlowId = flowIdWithVersion(context, input.ContactFlowId)
  return change(edit(context, 'phone-number', number, { ContactFlowId }))
}
