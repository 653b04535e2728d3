import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

export const disassociatePhoneNumberContactFlow: Operation<'DisassociatePhoneNumberContactFlow'> = (
  { PhoneNumberId },
  context,
) => {
  const number = find(context, 'phone-number', PhoneNumberId)
  return change(edit(context, 'phone-number', number, { ContactFlowId: undefined }))
}
