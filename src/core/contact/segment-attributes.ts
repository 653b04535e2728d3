// Segment attributes: what the centre itself says of this stretch of a contact, and what its flow or
// the API has added.
import type { Json, JsonObject } from '../json.ts'
import type { Contact, SegmentValue } from './contact.ts'

/** By key, each with its type, as the record has them. */
export function segmentAttributes(contact: Contact): Readonly<Record<string, SegmentValue>> {
  const own = contact.channel === 'VOICE' ? { 'connect:Subtype': VOICE_SUBTYPE } : {}
  return { ...own, ...contact.segmentAttributes }
}

/** How the customer talks, more closely than the channel: `connect:Telephony` and the like. */
export function subtypeOf(contact: Contact): string | undefined {
  const kind: SegmentValue | undefined = segmentAttributes(contact)['connect:Subtype']
  return typeof kind?.ValueString === 'string' ? kind.ValueString : undefined
}

const VOICE_SUBTYPE: SegmentValue = { ValueString: 'connect:Telephony' }

/** By key, as flows read them: without their types. */
export function plainSegmentAttributes(contact: Contact): JsonObject {
  return plainMap(segmentAttributes(contact))
}

function plainMap(map: Readonly<Record<string, SegmentValue>>): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plain(value)]))
}

function plain(value: SegmentValue): Json | undefined {
  const map = value.ValueMap as Readonly<Record<string, SegmentValue>> | undefined
  return map ? plainMap(map) : Object.values(value)[0]
}
