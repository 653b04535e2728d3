import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'
import { checkTarget, countryOf } from '../show/phone-number.ts'

/** Any number may be claimed that nobody has: what rings here is for the owner's carrier to say. */
export const claimPhoneNumber: Operation<'ClaimPhoneNumber'> = (input, context) => {
  checkTarget(context, input.TargetArn)
  if (context.centre.directory.named('phone-number', input.PhoneNumber)) {
    throw invalidParameter(`${input.PhoneNumber} is claimed already.`)
  }
  const { PhoneNumber, PhoneNumberDescription, Tags } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'phone-number', {
    PhoneNumber,
    PhoneNumberType: 'DID',
    PhoneNumberCountryCode: countryOf(PhoneNumber),
    PhoneNumberDescription,
    Tags,
  })
  return changed({ PhoneNumberId: id, PhoneNumberArn: arn }, put)
}
