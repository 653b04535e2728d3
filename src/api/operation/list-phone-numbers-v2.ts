import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { checkTarget, showPhoneNumber, wantsNumber } from '../show/phone-number.ts'

export const listPhoneNumbersV2: Operation<'ListPhoneNumbersV2'> = (input, context) => {
  checkTarget(context, input.TargetArn)
  const wanted = {
    types: input.PhoneNumberTypes,
    countries: input.PhoneNumberCountryCodes,
    prefix: input.PhoneNumberPrefix,
  }
  const { items, NextToken } = listed(
    context,
    'phone-number',
    input,
    entry => showPhoneNumber(context, entry),
    entry => wantsNumber(entry, wanted),
  )
  return answer({ ListPhoneNumbersSummaryList: items, NextToken })
}
