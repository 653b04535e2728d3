// What the chat service remembers of a conversation while it goes on: who came and left when, and what
// the next line needs to know. All of it can be read again from its lines, which are gone through in order.
import type { ParticipantRole } from '../../core/contact/chat.ts'
import { type Instant, minutes } from '../../core/instant.ts'
import type { KeptLine } from '../../store/chat-store.ts'
import type { Member } from './chat-port.ts'

export const EVENT = 'application/vnd.amazonaws.connect.event.'
export const JOINED = `${EVENT}participant.joined`
export const LEFT = `${EVENT}participant.left`
/** What those who have left are told all the same: that it is over for everybody. */
const ENDINGS: readonly string[] = [`${EVENT}chat.ended`, `${EVENT}transfer.succeeded`]

/** So many of the last items, and at most twice as many, are found by their ids without looking at the lines. */
const ITEMS_MIN = 100
/** The same request again within this time is the same line. */
const REPEAT_MS = minutes(60)

interface Span {
  readonly role: ParticipantRole
  /** The line that says they left. */
  left?: KeptLine
}

interface Said {
  readonly number: number
  readonly itemId: string
  readonly at: Instant
}

export class Conversation {
  readonly id: string
  /** When the last line was said: the next one comes after it. */
  lastAt: Instant = 0
  lineCount = 0
  /** Of all that was written, in UTF-16 units. */
  size = 0
  /** The chat of before that this one goes on with. */
  source: KeptLine['source']
  /** Each contact's first line. */
  readonly #contacts = new Map<string, number>()
  #lastContactId: string | undefined
  readonly #spans = new Map<string, Span>()
  #items: Said[] = []
  readonly #requests = new Map<string, Said>()
  /** Until then none of them is forgotten. */
  #requestsHoldTill: Instant = 0

  constructor(id: string) {
    this.id = id
  }

  /** A line more. Lines come in order of their numbers. */
  note(line: KeptLine): void {
    const { number, contactId, item, token, source } = line
    this.lastAt = item.at
    this.lineCount++
    this.size += item.content?.length ?? 0
    if (source) this.source = source
    if (contactId !== this.#lastContactId) {
      if (!this.#contacts.has(contactId)) this.#contacts.set(contactId, number)
      this.#lastContactId = contactId
    }
    const said = { number, itemId: item.itemId, at: item.at }
    if (this.#items.push(said) > 2 * ITEMS_MIN) this.#items = this.#items.slice(-ITEMS_MIN)
    if (token !== undefined) {
      if (this.#requests.size === 0) this.#requestsHoldTill = item.at + REPEAT_MS
      this.#requests.set(token, said)
    }
    if (item.kind === 'EVENT') this.#cameOrWent(line)
  }

  #cameOrWent(line: KeptLine): void {
    const { participantId, role, contentType } = line.item
    if (participantId === undefined) return
    if (contentType === JOINED) this.#spans.set(participantId, { role })
    const span = this.#spans.get(participantId)
    if (contentType === LEFT && span) span.left = line
  }

  /** What was said by the same request a short while ago. */
  saidBefore(token: string, now: Instant): Said | undefined {
    if (now >= this.#requestsHoldTill) this.#forgetRequests(now)
    return this.#requests.get(token)
  }

  #forgetRequests(now: Instant): void {
    for (const [key, { at }] of this.#requests) {
      this.#requestsHoldTill = at + REPEAT_MS
      if (now < this.#requestsHoldTill) return
      this.#requests.delete(key)
    }
  }

  /** The number of a line said lately. */
  numberOf(itemId: string): number | undefined {
    return this.#items.find(said => said.itemId === itemId)?.number
  }

  /** Undefined for somebody who never came. */
  roleOf(participantId: string): ParticipantRole | undefined {
    return this.#spans.get(participantId)?.role
  }

  /**
   * Is the line for them? The customer sees everything; others what was said until they left. Who looks
   * on comes and goes without a line that says so: `isPresent` tells whether they are there now.
   */
  mayHear(
    who: Member,
    role: ParticipantRole,
    { number, contactId, item }: KeptLine,
    isPresent: (who: Member) => boolean,
  ): boolean {
    if (item.only !== undefined && item.only !== role) return false
    if (role === 'CUSTOMER') return true
    const span = this.#spans.get(who.participantId)
    if (role === 'SUPERVISOR' && (!span || span.left)) return isPresent(who)
    if (!span?.left || number <= span.left.number) return true
    return contactId === span.left.contactId && ENDINGS.includes(item.contentType)
  }

  /** Did the other contact not begin after this one? */
  reaches(contactId: string, other: string): boolean {
    const own = this.#contacts.get(contactId)
    return own === undefined || (this.#contacts.get(other) ?? 0) <= own
  }

  get contactCount(): number {
    return this.#contacts.size
  }
}
