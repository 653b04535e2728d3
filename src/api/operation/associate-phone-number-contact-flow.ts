import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, idOf } from '../resource.ts'

export const associatePhoneNumberContactFlow: Operation<'AssociatePhoneNumberContactFlow'> = (
  input,
  context,
) => {
  const number = find(context, 'phone-number', input.PhoneNumberId)
  const ContactFlowId = idOf(context, 'contact-flow', input.ContactFlowId)
  return change(edit(context, 'phone-number', number, { ContactFlowId }))
}
