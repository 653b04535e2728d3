import type { Operation } from '../operation.ts'
import { checkTarget, claimed } from '../show/phone-number.ts'

/** Any number may be claimed that nobody has: what rings here is for the owner's carrier to say. */
export const claimPhoneNumber: Operation<'ClaimPhoneNumber'> = (input, context) => {
  checkTarget(context, input.TargetArn)
  const { PhoneNumber, PhoneNumberDescription, Tags } = input
  return claimed(context, { PhoneNumber, PhoneNumberDescription, Tags })
}
