import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { checkTarget } from '../show/phone-number.ts'

/** Moves a number to another instance. There is one, so it stays. */
export const updatePhoneNumber: Operation<'UpdatePhoneNumber'> = (input, context) => {
  checkTarget(context, input.TargetArn)
  const number = find(context, 'phone-number', input.PhoneNumberId)
  const output = {
    PhoneNumberId: number.id,
    PhoneNumberArn: arnOf(context, 'phone-number', number.id),
  }
  return changed(output, edit(context, 'phone-number', number, {}))
}
