// What somebody types into the dial pad, as a number that can be called. Pure.
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

interface DiallableCountry {
  /** ISO 3166. */
  readonly code: string
  readonly name: string
  /** With its plus. */
  readonly callingCode: string
}

interface DialledNumber {
  readonly e164: string
  /** As it is written for people of other countries. */
  readonly shown: string
}

/** Those that may be called, by name. `*` stands for all. */
export function diallableCountries(
  allowed: readonly string[],
  languageTag: string,
): readonly DiallableCountry[] {
  const names = new Intl.DisplayNames([languageTag, 'en'], { type: 'region' })
  const codes = allowed.includes('*')
    ? getCountries()
    : allowed.filter(code => isSupportedCountry(code))
  return codes
    .map(code => ({
      code,
      name: names.of(code) ?? code,
      callingCode: `+${getCountryCallingCode(code as CountryCode)}`,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, languageTag))
}

/** A number of the country, or of any when it begins with + or 00; undefined as long as it cannot be one. */
export function dialledNumber(text: string, country: string): DialledNumber | undefined {
  const typed = text.trim().replace(/^00/, '+')
  const number = parsePhoneNumberFromString(typed, country as CountryCode)
  if (!number?.isPossible()) return undefined
  return { e164: number.number, shown: number.formatInternational() }
}
