// What of an entry of the outbox is told, in Connect's own JSON: contact records and agent events as
// its streams have them, contact events in EventBridge's envelope.
import { contactEventBody } from '../core/contact/contact-event.ts'
import { isoTime } from '../core/contact/iso-time.ts'
import type { EventKind } from '../core/directory/event-sink.ts'
import type { ContactEvent, RuleEvent } from '../core/event.ts'
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import { uuidOf } from '../io/crypto.ts'
import { wholeAgentEvent } from '../store/kept-agent-event.ts'
import type { OutboxEntry, OutboxEvent } from '../store/outbox.ts'

export interface Delivery {
  /** The same when it is told again, so that who hears it twice can know. */
  readonly id: string
  /** The entry of the outbox it was in. */
  readonly seq: number
  /** Reports are sent only where their schedule says. */
  readonly kind: EventKind | 'report'
  /** Whose it is: what has the same key arrives in order. */
  readonly key: string
  readonly at: Instant
  /** JSON. */
  readonly body: string
}

export interface Origin {
  readonly instanceArn: string
  readonly account: string
  readonly region: string
}

/** What of an entry is told of these kinds. */
export function deliveriesOf(
  { seq, at, events }: OutboxEntry,
  origin: Origin,
  kinds: readonly EventKind[],
): Delivery[] {
  return events.flatMap((event, index) => {
    if (!kinds.some(kind => TYPES[kind] === event.type)) return []
    const id = uuidOf(`${origin.instanceArn}/${seq}/${index}`)
    const told = toldOf(event, id, origin)
    if (!told) return []
    return [{ id, seq, kind: told.kind, key: told.key, at, body: JSON.stringify(told.body) }]
  })
}

const TYPES: Readonly<Record<EventKind, OutboxEvent['type']>> = {
  'contact-record': 'contact.record',
  'agent-event': 'agent.event',
  'contact-event': 'contact.event',
  'rule-event': 'rule.event',
}

interface Told {
  readonly kind: EventKind
  readonly key: string
  readonly body: JsonObject
}

function toldOf(event: OutboxEvent, id: string, origin: Origin): Told | undefined {
  switch (event.type) {
    case 'contact.record': {
      const { contactId, record } = event.row
      return { kind: 'contact-record', key: contactId, body: record }
    }
    case 'agent.event':
      return { kind: 'agent-event', key: event.agentId, body: wholeAgentEvent(event) }
    case 'contact.event':
      return {
        kind: 'contact-event',
        key: event.event.contactId,
        body: envelope(event.event, id, origin),
      }
    case 'rule.event':
      return {
        kind: 'rule-event',
        key: event.event.ruleId,
        body: ruleBody(event.event, id, origin),
      }
    default:
      return undefined
  }
}

/** EventBridge's ("AWS service event metadata"). */
function envelope(event: ContactEvent, id: string, origin: Origin): JsonObject {
  const { instanceArn } = origin
  return enveloped(id, origin, event.at, {
    'detail-type': 'Amazon Connect Contact Event',
    resources: [`${instanceArn}/contact/${event.contactId}`, instanceArn],
    detail: contactEventBody(instanceArn, event),
  })
}

function ruleBody(event: RuleEvent, id: string, origin: Origin): JsonObject {
  const { ruleName, actionName, at, resources, detailType } = event
  const { instanceArn } = origin
  return enveloped(id, origin, at, {
    'detail-type': detailType,
    resources: [...resources, instanceArn],
    detail: { version: '1.0', ruleName, actionName, instanceArn, ...event.detail },
  })
}

function enveloped(
  id: string,
  { account, region }: Origin,
  at: Instant,
  body: JsonObject,
): JsonObject {
  return { version: '0', id, source: 'aws.connect', account, time: isoTime(at), region, ...body }
}
