// Reads what a contact centre wrote down and says where it went wrong: contacts offered twice or beyond
// what an agent may have, contacts lost or ended twice, agents stuck, and queues served out of order.
// It believes only the events; the core is played again, where it can be, for what events do not say.
import type { CentreEvent, ContactEvent } from '../../src/core/event.ts'
import type { Input } from '../../src/core/input.ts'
import type { Instant } from '../../src/core/instant.ts'
import { AgentsAtWork, type Held } from './agents-at-work.ts'
import type { HistoryEntry, HistoryHead } from './history.ts'
import { type Place, Replay } from './replay.ts'
import { Staffing } from './staffing.ts'

export interface Violation {
  readonly at: Instant
  readonly kind:
    | 'double offer'
    | 'lost contact'
    | 'second final record'
    | 'stuck agent'
    | 'wrong order'
  readonly contactId: string
  readonly agentId?: string
  readonly what: string
}

interface Known {
  readonly contactId: string
  readonly channel: string
  readonly initiationMethod: string
  began: Instant
  queueId?: string
  enqueuedAt?: Instant
  isWaiting: boolean
  connectedAt?: Instant
  /** Whom the customer talked to last. */
  agentId?: string | undefined
  disconnectedAt?: Instant
  finals: number
  priority: number
  ageAdjustmentMs: number
  asks: boolean
  isPaused: boolean
}

/** A recording may come so long after the talk; until then the record stays open. */
const RECORDING_GRACE_MS = 121_000
/** Voice, chat; tasks and e-mail. With the time an accepted offer waits for the agent's phone. */
const OFFER_LIMITS_MS: Readonly<Record<string, number>> = { VOICE: 25_000, CHAT: 25_000 }
const OTHER_OFFER_LIMIT_MS = 35_000
/** Whispers, and calling a customer for an agent who is there. */
const JOINING_LIMIT_MS = 300_000
const GIVES_PRIORITY = /"UpdateContactRouting(Behavior|Criteria)/

export class HistoryChecker {
  readonly violations: Violation[] = []
  readonly #contacts = new Map<string, Known>()
  readonly #waiting = new Map<string, Set<Known>>()
  readonly #agents = new AgentsAtWork()
  readonly #staffing = new Staffing()
  readonly #replay: Replay | undefined
  readonly #told = new Set<string>()
  #at: Instant = 0
  #flowsSetPriorities: boolean = false

  constructor(head?: HistoryHead) {
    this.#replay = head && new Replay(head)
  }

  get contacts(): number {
    return this.#contacts.size
  }

  /** Priorities that flows give are in no event: without a replay the order of queues cannot be told. */
  get knowsOrder(): boolean {
    return this.#replay !== undefined || !this.#flowsSetPriorities
  }

  take(entry: HistoryEntry): void {
    this.#at = Math.max(this.#at, entry.at)
    this.#replay?.take(entry)
    this.#noteInput(entry.input)
    const offers: Held[] = []
    const touched = new Set<string>()
    for (const event of entry.events ?? []) this.#noteEvent(event, offers, touched)
    for (const offer of offers) this.#checkOffer(offer, entry.input)
    for (const contactId of touched) this.#checkHolders(contactId)
    this.#checkTimes()
    if (entry.input.type === 'contact.stop') this.#checkStopped(entry.input.contactId)
  }

  /** At the end of the history: whoever began and has not ended must be somewhere. */
  finish(): void {
    for (const contact of this.#contacts.values()) {
      if (contact.finals > 0) continue
      const why = this.#whyLost(contact)
      if (why !== undefined) this.#tell('lost contact', contact.contactId, why)
    }
  }

  #noteInput(input: Input): void {
    this.#staffing.note(input)
    switch (input.type) {
      case 'config.put':
        if (GIVES_PRIORITY.test(JSON.stringify(input.document.Content ?? ''))) {
          this.#flowsSetPriorities = true
        }
        return
      case 'config.delete':
        if (input.kind === 'agent') this.#agents.forget(input.id)
        return
      case 'agent.accept':
        this.#agents.accepted(input.agentId, input.contactId, this.#at)
        return
      case 'contact.updateRouting': {
        const contact = this.#contacts.get(input.contactId)
        if (!contact) return
        contact.priority = input.behavior.priority ?? contact.priority
        contact.ageAdjustmentMs = input.behavior.ageAdjustmentMs ?? contact.ageAdjustmentMs
        if (input.behavior.steps) contact.asks = input.behavior.steps.length > 0
        return
      }
      case 'task.pause':
      case 'task.resume': {
        const contact = this.#contacts.get(input.contactId)
        if (contact) contact.isPaused = input.type === 'task.pause'
        return
      }
      default:
    }
  }

  #noteEvent(event: CentreEvent, offers: Held[], touched: Set<string>): void {
    if (event.type === 'contact.event') {
      this.#contactHappens(event.event)
      touched.add(event.event.contactId)
    } else if (event.type === 'agent.event') {
      const { former, current } = this.#agents.show(event.agentId, event.body)
      for (const held of current) {
        const before = former.find(each => each.contactId === held.contactId)
        if (held.state === 'CONNECTING' && before?.state !== 'CONNECTING') offers.push(held)
        this.#seen(held)
        touched.add(held.contactId)
      }
    } else if (event.type === 'contact.record' && event.row.final) {
      const contact = this.#contacts.get(event.row.contactId) ?? this.#met(event.row)
      this.#leavesLine(contact)
      contact.finals++
      contact.disconnectedAt ??= event.row.disconnectedAt ?? this.#at
      touched.add(contact.contactId)
      if (contact.finals === 2) {
        this.#tell('second final record', contact.contactId, 'has a final record already')
      }
    }
  }

  #contactHappens(event: ContactEvent): void {
    const contact = this.#contacts.get(event.contactId) ?? this.#met(event)
    if (contact.finals > 0) {
      const what = `is ${event.eventType} after its final record`
      this.#tell('second final record', contact.contactId, what)
    }
    switch (event.eventType) {
      case 'QUEUED':
        this.#leavesLine(contact)
        if (event.queueId === undefined) return
        contact.queueId = event.queueId
        contact.enqueuedAt = event.enqueuedAt ?? event.at
        this.#joinsLine(contact)
        return
      case 'CONNECTED_TO_AGENT':
        contact.connectedAt = event.at
        contact.agentId = event.agentId
        this.#leavesLine(contact)
        return
      case 'DISCONNECTED':
        contact.disconnectedAt = event.at
        this.#leavesLine(contact)
        return
      default:
    }
  }

  /** The history may begin in the middle: a contact is met when something is first said of it. */
  #met(of: {
    readonly contactId: string
    readonly channel: string
    readonly initiationMethod: string
  }): Known {
    const { contactId, channel, initiationMethod } = of
    const contact: Known = {
      contactId,
      channel,
      initiationMethod,
      began: this.#at,
      isWaiting: false,
      finals: 0,
      priority: 5,
      ageAdjustmentMs: 0,
      asks: false,
      isPaused: false,
    }
    this.#contacts.set(contactId, contact)
    return contact
  }

  /** Offered, it does not wait; refused, it waits again with its age. */
  #seen({ contactId, state, queueId }: Held): void {
    const contact = this.#contacts.get(contactId)
    if (!contact || contact.disconnectedAt !== undefined) return
    if (state === 'CONNECTING') this.#leavesLine(contact)
    const isBack = state === 'MISSED' || state === 'REJECTED' || state === 'ERROR'
    const isElsewhere = this.#agents.holdersOf(contactId).length > 0
    if (isBack && !isElsewhere && contact.connectedAt === undefined && contact.queueId === queueId)
      this.#joinsLine(contact)
  }

  #joinsLine(contact: Known): void {
    contact.isWaiting = true
    const line = this.#waiting.get(contact.queueId ?? '') ?? new Set()
    this.#waiting.set(contact.queueId ?? '', line.add(contact))
  }

  #leavesLine(contact: Known): void {
    contact.isWaiting = false
    this.#waiting.get(contact.queueId ?? '')?.delete(contact)
  }

  #checkOffer(offer: Held, input: Input): void {
    const { agentId, contactId } = offer
    const isChosen = input.type === 'contact.assign' && input.contactId === contactId
    const contact = this.#contacts.get(contactId)
    const over = this.#staffing.excess(agentId, offer, this.#agents.of(agentId))
    if (over !== undefined) this.#tell('double offer', contactId, over, agentId)
    if (contact && !isChosen && offer.queueId === contact.queueId) this.#checkOrder(contact, offer)
  }

  /** Nobody of the same queue and channel who stood before the contact waits on. */
  #checkOrder(contact: Known, { agentId, queueId }: Held): void {
    const place = this.#placeOf(contact)
    if (!this.knowsOrder || place.asks) return
    for (const other of this.#waiting.get(queueId) ?? []) {
      const otherPlace = other.channel === contact.channel ? this.#placeOf(other) : undefined
      if (!otherPlace || otherPlace.isAway || otherPlace.asks) continue
      if (!isBefore(other, otherPlace, contact, place)) continue
      const waitedMs = this.#at - ageOf(other, otherPlace)
      const delayMs = this.#staffing.delayMs(agentId, queueId, contact.channel)
      if (delayMs === undefined || (delayMs > 0 && waitedMs < delayMs)) continue
      const what = `waits in ${queueId} since ${isoTime(other.enqueuedAt)}, and ${contact.contactId} was served before`
      this.#tell('wrong order', other.contactId, what, agentId)
    }
  }

  #placeOf({ contactId, priority, ageAdjustmentMs, asks, isPaused: isAway }: Known): Place {
    return this.#replay?.placeOf(contactId) ?? { priority, ageAdjustmentMs, asks, isAway }
  }

  #checkHolders(contactId: string): void {
    const holders = this.#agents.holdersOf(contactId)
    const [first, second] = holders
    if (first && second) {
      const what = `is with ${first.agentId} and ${second.agentId} at once`
      this.#tell('double offer', contactId, what, second.agentId)
    }
    const contact = this.#contacts.get(contactId)
    if (contact?.disconnectedAt === undefined) return
    for (const { agentId, state } of holders) {
      this.#tell('stuck agent', contactId, `is ${state} with a contact that has ended`, agentId)
    }
    if (contact.finals === 0) return
    for (const { agentId } of this.#agents.workersAfter(contactId)) {
      // The record waits only for whom the customer talked to.
      if (agentId !== contact.agentId) continue
      const what = 'does after-contact work for a contact that has its final record'
      this.#tell('stuck agent', contactId, what, agentId)
    }
  }

  #checkTimes(): void {
    for (const held of this.#agents.connecting) {
      if (this.#at <= this.#limitOf(held)) continue
      const what = `is CONNECTING since ${isoTime(held.since)}`
      this.#tell('stuck agent', held.contactId, what, held.agentId)
    }
  }

  /** When an offer must be over. */
  #limitOf({ agentId, contactId, channel, since, offeredAt, acceptedAt }: Held): Instant {
    const method = this.#contacts.get(contactId)?.initiationMethod ?? ''
    const joins = since !== offeredAt || method === 'OUTBOUND' || method === 'CALLBACK'
    const isTaken = acceptedAt !== undefined || this.#staffing.takesByItself(agentId)
    if (joins || isTaken) return (acceptedAt ?? since) + JOINING_LIMIT_MS
    return since + (OFFER_LIMITS_MS[channel] ?? OTHER_OFFER_LIMIT_MS)
  }

  #checkStopped(contactId: string): void {
    const contact = this.#contacts.get(contactId)
    if (contact && contact.disconnectedAt === undefined) {
      this.#tell('lost contact', contactId, 'was stopped, and has not ended')
    }
  }

  #whyLost(contact: Known): string | undefined {
    const { contactId, disconnectedAt, connectedAt } = contact
    if (this.#replay && !this.#replay.isGoingOn(contactId)) return 'is over, without a final record'
    const holders = this.#agents.holdersOf(contactId)
    if (disconnectedAt !== undefined) {
      if (holders.length + this.#agents.workersAfter(contactId).length > 0) return undefined
      const awaitsRecording =
        contact.channel === 'VOICE' && this.#at - disconnectedAt <= RECORDING_GRACE_MS
      return awaitsRecording
        ? undefined
        : `ended at ${isoTime(disconnectedAt)}, without a final record`
    }
    if (connectedAt !== undefined && holders.length === 0 && !this.#agents.hadLeft(contactId)) {
      return 'is with no agent, and has not ended'
    }
    const free = contact.isWaiting && !contact.asks && !contact.isPaused && this.#free(contact)
    return free ? `waits in ${contact.queueId}, while ${free} is free` : undefined
  }

  /** An agent who could take the contact now. */
  #free({ queueId = '', channel, enqueuedAt = 0 }: Known): string | undefined {
    if (this.#flowsSetPriorities && !this.#replay) return undefined
    return this.#agents.idle.find(agentId => {
      const delayMs = this.#staffing.delayMs(agentId, queueId, channel)
      const waitedMs = this.#at - enqueuedAt
      return (
        this.#staffing.isReachable(agentId) &&
        this.#staffing.serves(agentId, queueId, channel) &&
        delayMs !== undefined &&
        waitedMs > delayMs
      )
    })
  }

  #tell(kind: Violation['kind'], contactId: string, what: string, agentId?: string): void {
    const once = `${kind} ${contactId} ${agentId}`
    if (this.#told.has(once)) return
    this.#told.add(once)
    const of = agentId === undefined ? {} : { agentId }
    this.violations.push({ at: this.#at, kind, contactId, ...of, what })
  }
}

function isBefore(one: Known, place: Place, other: Known, otherPlace: Place): boolean {
  if (place.priority !== otherPlace.priority) return place.priority < otherPlace.priority
  const [age, otherAge] = [ageOf(one, place), ageOf(other, otherPlace)]
  return age === otherAge ? one.contactId < other.contactId : age < otherAge
}

function ageOf({ enqueuedAt = 0 }: Known, { ageAdjustmentMs }: Place): Instant {
  return enqueuedAt - ageAdjustmentMs
}

/** `2026-02-02T08:00:00.000Z lost contact c1 (agent-1): …` */
export function violationText({ at, kind, contactId, agentId, what }: Violation): string {
  const who = agentId === undefined ? '' : ` (${agentId})`
  return `${isoTime(at)} ${kind} ${contactId}${who}: ${what}`
}

function isoTime(at: Instant | undefined): string {
  return at === undefined ? 'an unknown time' : new Date(at).toISOString()
}
