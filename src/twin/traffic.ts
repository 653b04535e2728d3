// Contacts arrive at the production core, wait, are handled or give up, in virtual time: for proving
// that queueing is right, and for asking what a centre would do with other people or other traffic.
import { Centre } from '../core/centre.ts'
import type { ChanceState } from '../core/chance.ts'
import type { CentreEvent } from '../core/event.ts'
import type { Input } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import { Agenda } from './agenda.ts'
import { DAY_MS, nextArrival } from './arrivals.ts'
import { Dice } from './distribution.ts'
import { AVAILABLE, agentIds, configuration, OFFLINE } from './traffic-configuration.ts'
import type { AgentGroup, Shift, TrafficClass, TrafficModel } from './traffic-model.ts'
import type { TrafficWatcher } from './traffic-watcher.ts'

export interface TrafficOptions {
  /** Each contact brings its own handling time, so that it is the same whatever becomes of the others. */
  readonly isPaired?: boolean
  /** Is told every input with what came of it, as a journal would keep it. */
  readonly record?: (entry: RecordedEntry) => void
  readonly watcher?: TrafficWatcher
}

export interface RecordedEntry {
  readonly at: Instant
  readonly input: Input
  readonly events: readonly CentreEvent[]
}

/** What happened between two moments. */
export interface Counted {
  readonly elapsedMs: number
  readonly classes: ReadonlyMap<string, ClassCount>
  /** Busy places times milliseconds, by group. */
  readonly busyMs: ReadonlyMap<string, number>
  /** Places of agents who were there times milliseconds, by group. */
  readonly staffedMs: ReadonlyMap<string, number>
}

export interface ClassCount {
  arrivals: number
  overflowed: number
  abandoned: number
  /** Milliseconds each answered contact waited. */
  readonly answeredAfter: number[]
  readonly abandonedAfter: number[]
  /** Contacts waiting times milliseconds. */
  queuedMs: number
  /** Still in the queue when the count was taken. */
  waiting: number
}

const START = Date.UTC(2026, 1, 2)
/** Where the ids of a simulated centre come from: whoever plays its inputs again needs it. */
export const TWIN_SEED: ChanceState = [1, 2, 3, 4]
export const TWIN_INSTANCE = 'twin'

interface Waiting {
  readonly contactId: string
  readonly of: Stream
  readonly since: number
  /** Drawn beforehand, when contacts are to be the same in two simulations. */
  readonly drawn?: Drawn
  isWaiting: boolean
}

interface Drawn {
  readonly handlingMs: number
  readonly patienceMs: number
  readonly isTransferred: boolean
}

/** A class at work. */
interface Stream {
  readonly of: TrafficClass
  readonly arrivals: Dice
  readonly handling: Dice
  readonly patience: Dice
  waiting: number
  waitingSince: number
  count: ClassCount
}

interface Group {
  readonly of: AgentGroup
  busy: number
  busySince: number
  busyMs: number
  staffed: number
  staffedSince: number
  staffedMs: number
}

interface Agent {
  readonly agentId: string
  readonly group: Group
  inHand: number
  /** The shift is over; what is in hand is ended first. */
  isLeaving: boolean
}

export class Traffic {
  readonly #centre: Centre
  readonly #agenda = new Agenda()
  readonly #streams: readonly Stream[]
  readonly #groups: readonly Group[]
  readonly #agents = new Map<string, Agent>()
  readonly #options: TrafficOptions
  readonly #contacts = new Map<string, Waiting>()
  #now: number = START
  #began: number = START
  #ids = 0
  #arrived = 0

  constructor(model: TrafficModel, seed: number, options: TrafficOptions = {}) {
    this.#options = options
    const keepsHistory = options.record !== undefined
    this.#centre = new Centre(TWIN_INSTANCE, TWIN_SEED, { keepsHistory })
    this.#streams = model.classes.map((of, index) => ({
      of,
      arrivals: new Dice(seed, 3 * index + 1),
      handling: new Dice(seed, 3 * index + 2),
      patience: new Dice(seed, 3 * index + 3),
      waiting: 0,
      waitingSince: START,
      count: noCount(),
    }))
    this.#groups = model.groups.map(of => ({
      of,
      busy: 0,
      busySince: START,
      busyMs: 0,
      staffed: 0,
      staffedSince: START,
      staffedMs: 0,
    }))
    for (const input of configuration(model)) this.#tell(input)
    this.#staff()
    for (const stream of this.#streams) this.#planArrival(stream)
  }

  /** Goes on until so many more contacts have arrived, and counts what happened meanwhile. */
  run(arrivals: number): Counted {
    const until = this.#arrived + arrivals
    while (this.#arrived < until) this.#step()
    return this.#take()
  }

  /** Goes on for so long, and counts what happened meanwhile. */
  runFor(ms: number): Counted {
    const until = this.#began + ms
    while (this.#nextAt <= until) this.#step()
    this.#now = Math.max(this.#now, until)
    return this.#take()
  }

  get #nextAt(): number {
    const deadline = this.#centre.nextDeadline() ?? Number.POSITIVE_INFINITY
    return Math.min(deadline, this.#agenda.next ?? Number.POSITIVE_INFINITY)
  }

  #step(): void {
    const deadline = this.#centre.nextDeadline() ?? Number.POSITIVE_INFINITY
    const planned = this.#agenda.next ?? Number.POSITIVE_INFINITY
    if (deadline < planned) {
      this.#now = Math.max(this.#now, deadline)
      this.#tell({ type: 'time.passed' })
      return
    }
    this.#now = planned
    this.#agenda.take()?.happen()
  }

  #staff(): void {
    for (const group of this.#groups) {
      const { name, agents, shifts = [] } = group.of
      for (const [index, shift] of [undefined, ...shifts].entries()) {
        for (const agentId of agentIds(name, index, shift?.agents ?? agents)) {
          this.#employ({ agentId, group, inHand: 0, isLeaving: false }, shift)
        }
      }
    }
  }

  #employ(agent: Agent, shift: Shift | undefined): void {
    const { agentId } = agent
    this.#agents.set(agentId, agent)
    this.#tell({ type: 'agent.reachable', agentId, reachable: true })
    if (!shift) return this.#begins(agent)
    const { fromMs, toMs } = shift
    // The shift of the day before may go on.
    for (let day = -1; ; day++) {
      const [from, to] = [START + day * DAY_MS + fromMs, START + day * DAY_MS + toMs]
      if (to <= START) continue
      return this.#planShift(agent, from, to - from)
    }
  }

  #planShift(agent: Agent, from: number, lengthMs: number): void {
    const begin = () => {
      this.#begins(agent)
      this.#agenda.plan(from + lengthMs, () => {
        this.#ends(agent)
        this.#planShift(agent, from + DAY_MS, lengthMs)
      })
    }
    if (from <= this.#now) begin()
    else this.#agenda.plan(from, begin)
  }

  #begins(agent: Agent): void {
    if (!agent.isLeaving) this.#staffChanges(agent.group, 1)
    agent.isLeaving = false
    this.#tell({ type: 'agent.setStatus', agentId: agent.agentId, statusId: AVAILABLE })
  }

  #ends(agent: Agent): void {
    agent.isLeaving = agent.inHand > 0
    if (!agent.isLeaving) this.#staffChanges(agent.group, -1)
    this.#tell({ type: 'agent.setStatus', agentId: agent.agentId, statusId: OFFLINE })
  }

  #planArrival(stream: Stream): void {
    const how = { dice: stream.arrivals, midnight: START }
    const at = nextArrival(stream.of.arrivalsPerHour, this.#now, how)
    if (at === undefined) return
    this.#agenda.plan(at, () => {
      this.#planArrival(stream)
      this.#options.watcher?.arrives(stream.of.name, this.#now)
      this.#arrive(stream)
    })
  }

  #arrive(stream: Stream): void {
    this.#arrived++
    stream.count.arrivals++
    const contactId = `c${++this.#ids}`
    const waiting: Waiting = {
      contactId,
      of: stream,
      since: this.#now,
      isWaiting: true,
      ...(this.#options.isPaired && { drawn: drawnFor(stream) }),
    }
    this.#contacts.set(contactId, waiting)
    this.#queueChanges(stream, 1)
    this.#options.watcher?.stands(stream.of.name, this.#now)
    const flowId = `to ${stream.of.name}`
    this.#tell({ type: 'task.started', contactId, flowId, name: 'Contact' })
    if (!waiting.isWaiting) return
    const contact = this.#centre.view.contact(contactId)
    if (!contact || contact.stage === 'ended') {
      stream.count.overflowed++
      this.#options.watcher?.turnsAway(stream.of.name, this.#now)
      this.#leaveQueue(waiting)
      this.#contacts.delete(contactId)
    } else if (stream.of.patience) {
      const at = this.#now + (waiting.drawn?.patienceMs ?? patienceOf(stream))
      this.#agenda.plan(at, () => this.#giveUp(waiting))
    }
  }

  #giveUp(waiting: Waiting): void {
    if (!waiting.isWaiting) return
    waiting.of.count.abandoned++
    waiting.of.count.abandonedAfter.push(this.#now - waiting.since)
    this.#options.watcher?.givesUp(waiting.of.of.name, this.#now)
    this.#leaveQueue(waiting)
    this.#contacts.delete(waiting.contactId)
    this.#tell({ type: 'contact.stop', contactId: waiting.contactId })
  }

  #tell(input: Input): void {
    const { effects, events } = this.#centre.handle(input, this.#now as Instant)
    this.#options.record?.({ at: this.#now, input, events })
    for (const effect of effects) {
      if (effect.type === 'agent.changed') this.#look(effect.agentId)
    }
  }

  /** An agent who is asked takes the contact at once. */
  #look(agentId: string): void {
    const agent = this.#agents.get(agentId)
    for (const { contactId, state } of this.#centre.view.agent(agentId)?.contacts ?? []) {
      const waiting = state === 'CONNECTING' ? this.#contacts.get(contactId) : undefined
      if (!agent || !waiting?.isWaiting) continue
      waiting.of.count.answeredAfter.push(this.#now - waiting.since)
      this.#leaveQueue(waiting)
      this.#busyChanges(agent, 1)
      const { name } = waiting.of.of
      this.#options.watcher?.begins(name, this.#now, agent.group.of.name)
      this.#tell({ type: 'agent.accept', agentId, contactId })
      const handlingMs = waiting.drawn?.handlingMs ?? handlingOf(waiting.of)
      this.#options.watcher?.takes(name, this.#now, handlingMs)
      this.#agenda.plan(this.#now + handlingMs, () => this.#handled(agent, waiting))
    }
  }

  #handled(agent: Agent, { contactId, of, drawn }: Waiting): void {
    const { agentId } = agent
    this.#contacts.delete(contactId)
    this.#busyChanges(agent, -1)
    const { name, transfer } = of.of
    this.#options.watcher?.ends(name, this.#now, agent.group.of.name)
    this.#tell({ type: 'agent.hangUp', agentId, contactId })
    this.#tell({ type: 'agent.clear', agentId, contactId })
    if (!transfer) return
    const goesOn = drawn?.isTransferred ?? isTransferred(of)
    this.#options.watcher?.decides(name, this.#now, goesOn)
    if (!goesOn) return
    const next = this.#streams.find(({ of: { name } }) => name === transfer.to)
    if (next) this.#arrive(next)
  }

  #leaveQueue(waiting: Waiting): void {
    waiting.isWaiting = false
    this.#queueChanges(waiting.of, -1)
  }

  #queueChanges(stream: Stream, by: number): void {
    stream.count.queuedMs += stream.waiting * (this.#now - stream.waitingSince)
    stream.waitingSince = this.#now
    stream.waiting += by
  }

  #busyChanges(agent: Agent, by: number): void {
    const { group } = agent
    group.busyMs += group.busy * (this.#now - group.busySince)
    group.busySince = this.#now
    group.busy += by
    agent.inHand += by
    if (!agent.isLeaving || agent.inHand > 0) return
    agent.isLeaving = false
    this.#staffChanges(group, -1)
  }

  #staffChanges(group: Group, by: number): void {
    group.staffedMs += group.staffed * (this.#now - group.staffedSince)
    group.staffedSince = this.#now
    group.staffed += by * group.of.concurrency
  }

  #take(): Counted {
    const elapsedMs = this.#now - this.#began
    this.#began = this.#now
    const classes = new Map<string, ClassCount>()
    for (const stream of this.#streams) {
      this.#queueChanges(stream, 0)
      stream.count.waiting = stream.waiting
      classes.set(stream.of.name, stream.count)
      stream.count = noCount()
    }
    const busyMs = new Map<string, number>()
    const staffedMs = new Map<string, number>()
    for (const group of this.#groups) {
      group.busyMs += group.busy * (this.#now - group.busySince)
      group.busySince = this.#now
      busyMs.set(group.of.name, group.busyMs)
      group.busyMs = 0
      this.#staffChanges(group, 0)
      staffedMs.set(group.of.name, group.staffedMs)
      group.staffedMs = 0
    }
    return { elapsedMs, classes, busyMs, staffedMs }
  }
}

/** What a contact brings with it. */
function drawnFor(stream: Stream): Drawn {
  return {
    handlingMs: handlingOf(stream),
    patienceMs: patienceOf(stream),
    isTransferred: isTransferred(stream),
  }
}

function handlingOf({ of, handling }: Stream): number {
  return handling.draw(of.handling)
}

function patienceOf({ of, patience }: Stream): number {
  return of.patience ? patience.draw(of.patience) : Number.POSITIVE_INFINITY
}

function isTransferred({ of, handling }: Stream): boolean {
  return of.transfer !== undefined && handling.uniform() < of.transfer.probability
}

/** Before anything has happened. */
export function noCount(): ClassCount {
  return {
    arrivals: 0,
    overflowed: 0,
    abandoned: 0,
    answeredAfter: [],
    abandonedAfter: [],
    queuedMs: 0,
    waiting: 0,
  }
}
