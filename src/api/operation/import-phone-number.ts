import type { Operation } from '../operation.ts'
import { invalidParameter } from '../service-error.ts'
import { claimed } from '../show/phone-number.ts'

/** A number that another service has. Nobody can be asked which it is, so its ARN must say so. */
export const importPhoneNumber: Operation<'ImportPhoneNumber'> = (input, context) => {
  const { SourcePhoneNumberArn, PhoneNumberDescription, Tags } = input
  const PhoneNumber = /^arn:[^/]*\/(\+[1-9]\d{1,14})$/.exec(SourcePhoneNumberArn)?.[1]
  if (PhoneNumber === undefined) {
    throw invalidParameter(
      'Member SourcePhoneNumberArn must be an ARN that ends with the number: /+15550123.',
    )
  }
  return claimed(context, { PhoneNumber, PhoneNumberDescription, SourcePhoneNumberArn, Tags })
}
