// A phone number as the API shows it, and where new ones come from.
import type * as sdk from '@aws-sdk/client-connect'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Entry } from '../../core/directory/directory.ts'
import type { PhoneNumberDocument } from '../../core/directory/document.ts'
import { arnOf, bareId, instanceArn } from '../arn.ts'
import { changed, type Outcome, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, membersOf } from '../resource.ts'
import { invalidParameter, notFound } from '../service-error.ts'

type PhoneNumber = Plain<sdk.ClaimedPhoneNumberSummary>
type CountryCode = sdk.PhoneNumberCountryCode

/** Numbers offered when the instance names no block of its own, by calling code: none that rings elsewhere. */
const DEFAULT_BLOCK = { from: '+15550100', to: '+15550199' }
/** Countries that share a calling code with others: who is meant when the number does not tell. */
const MAIN_COUNTRY: Readonly<Record<string, string>> = {
  '1': 'US',
  '7': 'RU',
  '39': 'IT',
  '44': 'GB',
}

export function showPhoneNumber(
  context: OperationContext,
  number: Entry<'phone-number'>,
): PhoneNumber {
  return {
    ...membersOf<PhoneNumber>(number),
    PhoneNumberId: number.id,
    PhoneNumberArn: arnOf(context, 'phone-number', number.id),
    TargetArn: instanceArn(context),
    InstanceId: context.centre.instanceId,
    PhoneNumberStatus: { Status: 'CLAIMED' },
  }
}

/** Does a list that asks for these types, countries and beginnings want the number? */
export function wantsNumber(
  { document }: Entry<'phone-number'>,
  wanted: {
    readonly types?: readonly string[] | undefined
    readonly countries?: readonly string[] | undefined
    readonly prefix?: string | undefined
  },
): boolean {
  const { types, countries, prefix } = wanted
  return (
    (!types?.length || types.includes(document.PhoneNumberType)) &&
    (!countries?.length || countries.includes(document.PhoneNumberCountryCode)) &&
    (!prefix || document.PhoneNumber.startsWith(prefix))
  )
}

/** Operations on numbers may name the instance as their target; another one is not here. */
export function checkTarget(context: OperationContext, targetArn: string | undefined): void {
  if (targetArn !== undefined && bareId(targetArn) !== context.centre.instanceId) {
    throw notFound(`There is no instance ${targetArn}.`)
  }
}

/** Makes a number the instance's own, unless somebody has it. */
export function claimed(
  context: OperationContext,
  members: Pick<PhoneNumberDocument, 'PhoneNumber'> & Readonly<Record<string, unknown>>,
): Outcome<{ readonly PhoneNumberId: string; readonly PhoneNumberArn: string }> {
  const { PhoneNumber } = members
  if (context.centre.directory.named('phone-number', PhoneNumber)) {
    throw invalidParameter(`${PhoneNumber} is claimed already.`)
  }
  const PhoneNumberCountryCode = countryOf(PhoneNumber)
  const document = { ...members, PhoneNumberType: 'DID', PhoneNumberCountryCode }
  const { id, arn, input } = create(context, 'phone-number', document)
  return changed({ PhoneNumberId: id, PhoneNumberArn: arn }, input)
}

export function countryOf(phoneNumber: string): CountryCode {
  const parsed = parsePhoneNumberFromString(phoneNumber)
  const country = parsed?.country ?? MAIN_COUNTRY[parsed?.countryCallingCode ?? '']
  if (country === undefined) throw invalidParameter(`${phoneNumber} belongs to no country we know.`)
  return country as CountryCode
}

/** Numbers of the instance's block that nobody has claimed, in order. */
export function* freeNumbers({ centre }: OperationContext): Iterable<string> {
  const { from, to } = blockOf(centre.directory.get('instance', centre.instanceId))
  for (let number = BigInt(from.slice(1)); number <= BigInt(to.slice(1)); number++) {
    const text = `+${number}`
    if (!centre.directory.named('phone-number', text)) yield text
  }
}

function blockOf(instance: object | undefined): { from: string; to: string } {
  const { NumberBlock } = membersOf<{ NumberBlock?: { From: string; To: string } }>({
    document: instance ?? {},
  })
  return NumberBlock ? { from: NumberBlock.From, to: NumberBlock.To } : DEFAULT_BLOCK
}
