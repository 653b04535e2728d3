import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showPhoneNumber } from '../show/phone-number.ts'

export const describePhoneNumber: Operation<'DescribePhoneNumber'> = (input, context) => {
  const number = find(context, 'phone-number', input.PhoneNumberId)
  return answer({ ClaimedPhoneNumberSummary: showPhoneNumber(context, number) })
}
