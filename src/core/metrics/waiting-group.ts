// Contacts of one queue that have channel, subtype and routing step in common: how many wait, how many
// are to be called back later, and since when the oldest has waited.
import type { Channel, Contact } from '../contact/contact.ts'
import { subtypeOf } from '../contact/segment-attributes.ts'
import type { Instant } from '../instant.ts'
import type { Json } from '../json.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import { type Aged, AgeHeap } from '../routing/age-heap.ts'

export interface WaitingView {
  readonly channel: Channel
  /** `connect:Telephony`, `connect:Chat` and the like. */
  readonly subtype: string | undefined
  /** What the contacts ask of their agent now, as canonical JSON. */
  readonly expression: string | undefined
  /** In the queue, those included that are being offered. */
  readonly waiting: number
  /** Callbacks whose time has not come. */
  readonly scheduled: number
  /** When the one was enqueued that waits longest. */
  readonly oldestSince: Instant | undefined
}

/** Where a contact is counted. */
export interface Place {
  readonly queueId: string
  readonly channel: Channel
  readonly subtype: string | undefined
  readonly expression: string | undefined
  /** When it was enqueued; nothing of one that is scheduled. */
  readonly enqueuedAt: Instant | undefined
}

export class WaitingGroup implements WaitingView {
  readonly channel: Channel
  readonly subtype: string | undefined
  readonly expression: string | undefined
  scheduled = 0
  readonly #waiting = new AgeHeap<Waiting>()

  constructor({ channel, subtype, expression }: Place) {
    this.channel = channel
    this.subtype = subtype
    this.expression = expression
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get oldestSince(): Instant | undefined {
    return this.#waiting.size === 0 ? undefined : this.#waiting.oldestSince
  }

  /** Answers how to take it out again. */
  add(contactId: string, { enqueuedAt }: Place): () => void {
    if (enqueuedAt === undefined) {
      this.scheduled++
      return () => {
        this.scheduled--
      }
    }
    const item: Waiting = { tie: contactId, position: -1 }
    this.#waiting.push(item, enqueuedAt)
    return () => this.#waiting.remove(item)
  }

  get isEmpty(): boolean {
    return this.scheduled === 0 && this.#waiting.size === 0
  }
}

type Waiting = Aged

/** Where a contact is counted now; nowhere unless it waits or is to be called back. */
export function placeOf(contact: Contact): Place | undefined {
  const { stage, channel, targetQueueId } = contact
  const isWaiting = stage.name === 'queued' || stage.name === 'offered'
  const isScheduled = stage.name === 'scheduled' && contact.initiationMethod === 'CALLBACK'
  const queueId = isWaiting ? stage.queueId : targetQueueId
  if (queueId === undefined || !(isWaiting || isScheduled)) return undefined
  const isOwn = agentOfQueue(queueId) !== undefined
  return {
    queueId,
    channel,
    subtype: subtypeOf(contact),
    expression: isWaiting && !isOwn ? expressionOf(contact) : undefined,
    enqueuedAt: isWaiting ? (contact.enqueuedAt ?? 0) : undefined,
  }
}

/** What the contact asks of its agent in the step that holds. */
function expressionOf({ routingCriteria, routingStep }: Contact): string | undefined {
  if (routingCriteria?.activatedAt === undefined || routingStep === undefined) return undefined
  const expression = routingCriteria.steps[routingStep]?.expression
  if (!expression) return undefined
  const known = canonical.get(expression)
  if (known !== undefined) return known
  const made = canonicalJson(expression)
  canonical.set(expression, made)
  return made
}

/** Contacts have their expressions as long as they last. */
const canonical = new WeakMap<object, string>()

/** The same text for the same JSON, in whatever order its members were written. */
export function canonicalJson(json: Json): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json)
  if (Array.isArray(json)) return `[${json.map(each => canonicalJson(each as Json)).join(',')}]`
  const members = Object.entries(json).filter(([, value]) => value !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  const texts = members.map(
    ([name, value]) => `${JSON.stringify(name)}:${canonicalJson(value as Json)}`,
  )
  return `{${texts.join(',')}}`
}
