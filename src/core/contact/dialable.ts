// Whom we may call. A contact centre that calls whatever it is told to is an invitation to fraud: calls
// go to the countries that are listed for the instance, or to those it has numbers in; and to numbers
// that cost extra only when their kind is listed as well.
import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { DirectoryView } from '../directory/directory.ts'
import { costlyKind } from './number-kind.ts'

export type Dialable =
  | { readonly number: string }
  /** It is no telephone number, or one that may not be called from here. */
  | { readonly refused: 'invalid' | 'notAllowed' }

/** The number in E.164, or why it is not dialled. */
export function dialable(directory: DirectoryView, instanceId: string, text: string): Dialable {
  const parsed = parsePhoneNumberFromString(text.trim())
  if (!parsed?.isPossible()) return { refused: 'invalid' }
  const kind = costlyKind(parsed)
  const kinds = directory.get('instance', instanceId)?.OutboundNumberKinds ?? []
  const isAllowed =
    isAllowedCountry(allowedCountries(directory, instanceId), parsed) &&
    (kind === undefined || kinds.includes(kind))
  return isAllowed ? { number: parsed.number } : { refused: 'notAllowed' }
}

function isAllowedCountry(allowed: ReadonlySet<string>, parsed: PhoneNumber): boolean {
  const country = parsed.country ?? countryOfArea(parsed)
  if (allowed.has('*')) return true
  // Numbers that belong to no one country, and made-up ones, go with their calling code.
  if (country === undefined) {
    return [...allowed].some(each => callingCode(each) === parsed.countryCallingCode)
  }
  return allowed.has(country)
}

/** Twenty-five countries share +1. Where a made-up number of theirs goes is known by its area code. */
function countryOfArea({ countryCallingCode, nationalNumber }: PhoneNumber): string | undefined {
  if (countryCallingCode !== '1') return undefined
  return parsePhoneNumberFromString(`+1${nationalNumber.slice(0, 3)}2345678`)?.country
}

function allowedCountries(directory: DirectoryView, instanceId: string): ReadonlySet<string> {
  const listed = directory.get('instance', instanceId)?.OutboundCountries
  if (listed !== undefined) return new Set(listed)
  const numbers = [...directory.list('phone-number')]
  return new Set(numbers.map(({ document }) => document.PhoneNumberCountryCode))
}

function callingCode(country: string): string | undefined {
  try {
    return getCountryCallingCode(country as CountryCode)
  } catch {
    // No country of the numbering plan: nothing is allowed by it.
    return undefined
  }
}
