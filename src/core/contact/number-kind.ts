// Numbers that cost whoever calls them far more than a call does. They are what toll fraud lives of.
import type { PhoneNumber } from 'libphonenumber-js/max'

/** Kinds that are called only when they are allowed by name. */
export const COSTLY_KINDS = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'SATELLITE'] as const
type CostlyKind = (typeof COSTLY_KINDS)[number]

/** ITU-T E.164.1: Inmarsat, satellite phones, and networks and persons of no country. */
const SATELLITE_CODES: ReadonlySet<string> = new Set(['870', '878', '881', '882', '883', '888'])

/** North America: area code 900, and exchange 976 of every area, which the numbering data do not tell. */
const AMERICAN_PREMIUM = /^(900|[0-9]{3}976)/

/** The kind of a number, when it is a costly one. */
export function costlyKind(number: PhoneNumber): CostlyKind | undefined {
  const { countryCallingCode, nationalNumber } = number
  if (SATELLITE_CODES.has(countryCallingCode)) return 'SATELLITE'
  if (countryCallingCode === '1' && AMERICAN_PREMIUM.test(nationalNumber)) return 'PREMIUM_RATE'
  const type = number.getType()
  return COSTLY_KINDS.find(kind => kind === type)
}
