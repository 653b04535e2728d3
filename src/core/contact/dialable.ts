// Whom we may call. A contact centre that calls whatever it is told to is an invitation to fraud: calls
// go to the countries that are listed for the instance, or to those it has numbers in.
import {
  type CountryCode,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js'
import type { DirectoryView } from '../directory/directory.ts'

export type Dialable =
  | { readonly number: string }
  /** It is no telephone number, or one that may not be called from here. */
  | { readonly refused: 'invalid' | 'notAllowed' }

/** The number in E.164, or why it is not dialled. */
export function dialable(directory: DirectoryView, instanceId: string, text: string): Dialable {
  const parsed = parsePhoneNumberFromString(text.trim())
  if (!parsed?.isPossible()) return { refused: 'invalid' }
  const { number, country, countryCallingCode } = parsed
  const allowed = allowedCountries(directory, instanceId)
  const isAllowed =
    allowed.has('*') ||
    // Numbers that belong to no one country, and made-up ones, go with their calling code.
    (country === undefined
      ? [...allowed].some(each => callingCode(each) === countryCallingCode)
      : allowed.has(country))
  return isAllowed ? { number } : { refused: 'notAllowed' }
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
