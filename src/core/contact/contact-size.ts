// How much may be written onto a contact: 32 KB of each kind, whoever writes it. What is over is refused
// whole, for contacts are in every snapshot, record and event.
import { fits } from '../flow/fits.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Refusal } from '../refusal.ts'
import type { Contact } from './contact.ts'

const NAMES = {
  attributes: 'attributes',
  references: 'references',
  segmentAttributes: 'segment attributes',
  data: 'data',
} as const

/** What is written onto contacts, by kind. */
export type ContactPart = keyof typeof NAMES

/** Would there be at most 32 KB of it with `more` as well? */
export function hasRoomFor(contact: Contact, part: ContactPart, more: JsonObject): boolean {
  return fits({ ...(contact[part] as JsonObject | undefined), ...more })
}

/** The first part for which there is no room, as a refusal. */
export function tooLarge(
  contact: Contact,
  more: Partial<Record<ContactPart, object | undefined>>,
): Refusal | undefined {
  for (const [part, added] of Object.entries(more) as [ContactPart, object | undefined][]) {
    if (added === undefined || hasRoomFor(contact, part, added as JsonObject)) continue
    return { refused: 'TooLarge', message: overLimit(NAMES[part]) }
  }
  return undefined
}

/** Is what a contact is to begin with small enough? */
export function startsWithin(part: object | undefined): boolean {
  return part === undefined || fits(part as Json)
}

export function overLimit(what: string): string {
  return `The ${what} of a contact would be larger than 32 KB.`
}
