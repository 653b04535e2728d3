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
    const it = toldOf(event, id, origin)
    return it ? [{ id, seq, at, ...it }] : []
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
  /** JSON. */
  readonly body: string
}

function toldOf(event: OutboxEvent, id: string, origin: Origin): Told | undefined {
  switch (event.type) {
    case 'contact.record':
      return { kind: 'contact-record', key: event.row.contactId, body: event.record }
    case 'agent.event':
      return told('agent-event', event.agentId, wholeAgentEvent(event))
    case 'contact.event':
      return told('contact-event', event.event.contactId, envelope(event.event, id, origin))
    case 'rule.event':
      return told('rule-event', event.event.ruleId, ruleBody(event.event, id, origin))
    default:
      return undefined
  }
}

function told(kind: EventKind, key: string, body: JsonObject): Told {
  return { kind, key, body: JSON.stringify(body) }
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
