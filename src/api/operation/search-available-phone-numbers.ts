import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { checkTarget, countryOf, freeNumbers } from '../show/phone-number.ts'

export const searchAvailablePhoneNumbers: Operation<'SearchAvailablePhoneNumbers'> = (
  input,
  context,
) => {
  checkTarget(context, input.TargetArn)
  const { PhoneNumberCountryCode, PhoneNumberType, PhoneNumberPrefix = '' } = input
  const free = [...freeNumbers(context)].filter(
    number => number.startsWith(PhoneNumberPrefix) && countryOf(number) === PhoneNumberCountryCode,
  )
  const { items, NextToken } = pageOf(free, { MaxResults: 10, ...input }, number => number)
  return answer({
    AvailableNumbersList: items.map(PhoneNumber => ({
      PhoneNumber,
      PhoneNumberCountryCode,
      PhoneNumberType,
    })),
    NextToken,
  })
}
