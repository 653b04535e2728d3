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
import type { Refusal } from '../refusal.ts'
import { costlyKind } from './number-kind.ts'

export type Dialable =
  | { readonly number: string }
  /** It is no telephone number, or one that may not be called from here. */
  | { readonly refused: 'invalid' | 'notAllowed' }

/** The number in E.164, or why it is not dialled. */
export function dialable(directory: DirectoryView, instanceId: string, text: string): Dialable {
  const read = readNumber(text.trim())
  if (!read) return { refused: 'invalid' }
  const kinds = directory.get('instance', instanceId)?.OutboundNumberKinds ?? []
  const isAllowed =
    isAllowedCountry(allowedCountries(directory, instanceId), read) &&
    (read.kind === undefined || kinds.includes(read.kind))
  return isAllowed ? { number: read.number } : { refused: 'notAllowed' }
}

/** Says so to whoever wanted to call. */
export function notDialable({ refused }: Extract<Dialable, { refused: unknown }>): Refusal {
  const message =
    refused === 'invalid'
      ? 'That is no telephone number in E.164 form.'
      : 'Calls to that country are not allowed here.'
  return { refused: 'DestinationNotAllowed', message }
}

/** What the text of a number says by itself. */
interface ReadNumber {
  readonly number: string
  readonly callingCode: string
  /** Of numbers that belong to one. */
  readonly country: string | undefined
  readonly kind: ReturnType<typeof costlyKind>
}

/** The numbers of agents' phones are called all day, and reading one takes longer than all else about the call. */
const known = new Map<string, ReadNumber | undefined>()
const KNOWN_MAX = 10_000

/** Undefined when it is no telephone number. */
function readNumber(text: string): ReadNumber | undefined {
  if (known.has(text)) return known.get(text)
  const parsed = parsePhoneNumberFromString(text)
  const read = parsed?.isPossible() ? partsOf(parsed) : undefined
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(text, read)
  return read
}

function partsOf(parsed: PhoneNumber): ReadNumber {
  return {
    number: parsed.number,
    callingCode: parsed.countryCallingCode,
    country: parsed.country ?? countryOfArea(parsed),
    kind: costlyKind(parsed),
  }
}

function isAllowedCountry(allowed: ReadonlySet<string>, read: ReadNumber): boolean {
  if (allowed.has('*')) return true
  // Numbers that belong to no one country, and made-up ones, go with their calling code.
  if (read.country === undefined) {
    return [...allowed].some(each => callingCode(each) === read.callingCode)
  }
  return allowed.has(read.country)
}

/** Twenty-five countries share +1. Where a made-up number of theirs goes is known by its area code. */
function countryOfArea({ countryCallingCode, nationalNumber }: PhoneNumber): string | undefined {
  if (countryCallingCode !== '1') return undefined
  return parsePhoneNumberFromString(`+1${nationalNumber.slice(0, 3)}2345678`)?.country
}

/** Codes of countries, or `*` for all. */
export function allowedCountries(
  directory: DirectoryView,
  instanceId: string,
): ReadonlySet<string> {
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
