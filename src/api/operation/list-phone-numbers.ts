import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showPhoneNumber, wantsNumber } from '../show/phone-number.ts'

export const listPhoneNumbers: Operation<'ListPhoneNumbers'> = (input, context) => {
  const wanted = { types: input.PhoneNumberTypes, countries: input.PhoneNumberCountryCodes }
  const { items, NextToken } = listed(
    context,
    'phone-number',
    input,
    entry => {
      const number = showPhoneNumber(context, entry)
      return { ...number, Id: number.PhoneNumberId, Arn: number.PhoneNumberArn }
    },
    entry => wantsNumber(entry, wanted),
  )
  return answer({ PhoneNumberSummaryList: items, NextToken })
}
