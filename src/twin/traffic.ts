// Contacts arrive at the production core, wait, are handled or give up, in virtual time: for proving
// that queueing is right, and for asking what a centre would do with other people or other traffic.
import { Centre } from '../core/centre.ts'
import type { Input } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import { Agenda } from './agenda.ts'
import { Dice, type Distribution } from './distribution.ts'

export interface TrafficModel {
  readonly classes: readonly TrafficClass[]
  readonly groups: readonly AgentGroup[]
}

/** Contacts of one kind, with a queue of their own. */
export interface TrafficClass {
  readonly name: string
  /** A Poisson stream; 0 when its contacts only come from other classes. */
  readonly arrivalsPerHour: number
  /** Talk and after-contact work together. */
  readonly handling: Distribution
  /** How long they wait before they give up; for ever without. */
  readonly patience?: Distribution
  readonly maxContactsInQueue?: number
  /** Goes on to another class when it has been handled. */
  readonly transfer?: { readonly probability: number; readonly to: string }
}

export interface AgentGroup {
  readonly name: string
  readonly agents: number
  /** Contacts an agent handles at a time. */
  readonly concurrency: number
  /** Classes served, with their priority: 1 first. */
  readonly serves: readonly { readonly name: string; readonly priority: number }[]
}

/** What happened between two moments. */
export interface Counted {
  readonly elapsedMs: number
  readonly classes: ReadonlyMap<string, ClassCount>
  /** Busy places times milliseconds, by group. */
  readonly busyMs: ReadonlyMap<string, number>
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
}

const START = Date.UTC(2026, 1, 2)
const HOUR_MS = 3_600_000
const AVAILABLE = 'Available'

interface Waiting {
  readonly contactId: string
  readonly of: Stream
  readonly since: number
  isWaiting: boolean
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
}

export class Traffic {
  readonly #centre = new Centre('twin', [1, 2, 3, 4])
  readonly #agenda = new Agenda()
  readonly #streams: readonly Stream[]
  readonly #groups: readonly Group[]
  readonly #groupOf = new Map<string, Group>()
  readonly #contacts = new Map<string, Waiting>()
  #now: number = START
  #began: number = START
  #ids = 0
  #arrived = 0

  constructor(model: TrafficModel, seed: number) {
    this.#streams = model.classes.map((of, index) => ({
      of,
      arrivals: new Dice(seed, 3 * index + 1),
      handling: new Dice(seed, 3 * index + 2),
      patience: new Dice(seed, 3 * index + 3),
      waiting: 0,
      waitingSince: START,
      count: noCount(),
    }))
    this.#groups = model.groups.map(of => ({ of, busy: 0, busySince: START, busyMs: 0 }))
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
      for (let n = 0; n < group.of.agents; n++) {
        const agentId = `${group.of.name}-${n}`
        this.#groupOf.set(agentId, group)
        this.#tell({ type: 'agent.reachable', agentId, reachable: true })
        this.#tell({ type: 'agent.setStatus', agentId, statusId: AVAILABLE })
      }
    }
  }

  #planArrival(stream: Stream): void {
    const { arrivalsPerHour } = stream.of
    if (arrivalsPerHour <= 0) return
    const meanMs = HOUR_MS / arrivalsPerHour
    const at = this.#now + stream.arrivals.draw({ kind: 'exponential', meanMs })
    this.#agenda.plan(at, () => {
      this.#planArrival(stream)
      this.#arrive(stream)
    })
  }

  #arrive(stream: Stream): void {
    this.#arrived++
    stream.count.arrivals++
    const contactId = `c${++this.#ids}`
    const waiting: Waiting = { contactId, of: stream, since: this.#now, isWaiting: true }
    this.#contacts.set(contactId, waiting)
    this.#queueChanges(stream, 1)
    const flowId = `to ${stream.of.name}`
    this.#tell({ type: 'task.started', contactId, flowId, name: 'Contact' })
    if (!waiting.isWaiting) return
    const { stage } = this.#centre.view.contact(contactId) ?? {}
    if (stage === undefined || stage === 'ended') {
      stream.count.overflowed++
      this.#leaveQueue(waiting)
      this.#contacts.delete(contactId)
    } else if (stream.of.patience) {
      const at = this.#now + stream.patience.draw(stream.of.patience)
      this.#agenda.plan(at, () => this.#giveUp(waiting))
    }
  }

  #giveUp(waiting: Waiting): void {
    if (!waiting.isWaiting) return
    waiting.of.count.abandoned++
    waiting.of.count.abandonedAfter.push(this.#now - waiting.since)
    this.#leaveQueue(waiting)
    this.#contacts.delete(waiting.contactId)
    this.#tell({ type: 'contact.stop', contactId: waiting.contactId })
  }

  #tell(input: Input): void {
    const { effects } = this.#centre.handle(input, this.#now as Instant)
    for (const effect of effects) {
      if (effect.type === 'agent.changed') this.#look(effect.agentId)
    }
  }

  /** An agent who is asked takes the contact at once. */
  #look(agentId: string): void {
    for (const { contactId, state } of this.#centre.view.agent(agentId)?.contacts ?? []) {
      const waiting = state === 'CONNECTING' ? this.#contacts.get(contactId) : undefined
      if (!waiting?.isWaiting) continue
      waiting.of.count.answeredAfter.push(this.#now - waiting.since)
      this.#leaveQueue(waiting)
      this.#busyChanges(agentId, 1)
      this.#tell({ type: 'agent.accept', agentId, contactId })
      const at = this.#now + waiting.of.handling.draw(waiting.of.of.handling)
      this.#agenda.plan(at, () => this.#handled(agentId, waiting))
    }
  }

  #handled(agentId: string, { contactId, of }: Waiting): void {
    this.#contacts.delete(contactId)
    this.#busyChanges(agentId, -1)
    this.#tell({ type: 'agent.hangUp', agentId, contactId })
    this.#tell({ type: 'agent.clear', agentId, contactId })
    const { transfer } = of.of
    if (!transfer || of.handling.uniform() >= transfer.probability) return
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

  #busyChanges(agentId: string, by: number): void {
    const group = this.#groupOf.get(agentId)
    if (!group) return
    group.busyMs += group.busy * (this.#now - group.busySince)
    group.busySince = this.#now
    group.busy += by
  }

  #take(): Counted {
    const elapsedMs = this.#now - this.#began
    this.#began = this.#now
    const classes = new Map<string, ClassCount>()
    for (const stream of this.#streams) {
      this.#queueChanges(stream, 0)
      classes.set(stream.of.name, stream.count)
      stream.count = noCount()
    }
    const busyMs = new Map<string, number>()
    for (const group of this.#groups) {
      group.busyMs += group.busy * (this.#now - group.busySince)
      group.busySince = this.#now
      busyMs.set(group.of.name, group.busyMs)
      group.busyMs = 0
    }
    return { elapsedMs, classes, busyMs }
  }
}

function noCount(): ClassCount {
  return {
    arrivals: 0,
    overflowed: 0,
    abandoned: 0,
    answeredAfter: [],
    abandonedAfter: [],
    queuedMs: 0,
  }
}

function configuration({ classes, groups }: TrafficModel): Input[] {
  const inputs: Input[] = []
  const put = (
    kind:
      | 'agent-state'
      | 'operating-hours'
      | 'queue'
      | 'contact-flow'
      | 'routing-profile'
      | 'agent',
    id: string,
    document: JsonObject,
  ) => inputs.push({ type: 'config.put', kind, id, document })
  put('agent-state', AVAILABLE, { Name: AVAILABLE, Type: 'ROUTABLE', State: 'ENABLED' })
  put('agent-state', 'Offline', { Name: 'Offline', Type: 'OFFLINE', State: 'ENABLED' })
  put(
    'contact-flow',
    'waiting',
    flow('Waiting', 'CUSTOMER_QUEUE', [action('end', 'EndFlowExecution')]),
  )
  for (const { name, maxContactsInQueue } of classes) {
    put('queue', name, {
      Name: name,
      Status: 'ENABLED',
      ...(maxContactsInQueue !== undefined && { MaxContacts: maxContactsInQueue }),
    })
    put('contact-flow', `to ${name}`, flow(`to ${name}`, 'CONTACT_FLOW', toQueue(name)))
  }
  for (const { name, agents, concurrency, serves } of groups) {
    put('routing-profile', name, {
      Name: name,
      DefaultOutboundQueueId: serves[0]?.name ?? '',
      MediaConcurrencies: [{ Channel: 'TASK', Concurrency: concurrency }],
      QueueConfigs: serves.map(({ name: QueueId, priority: Priority }) => {
        return { QueueId, Channel: 'TASK', Priority, Delay: 0 }
      }),
    })
    for (let n = 0; n < agents; n++) {
      put('agent', `${name}-${n}`, {
        Username: `${name}-${n}`,
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 0 },
        SecurityProfileIds: [],
        RoutingProfileId: name,
      })
    }
  }
  return inputs
}

function flow(Name: string, Type: string, Actions: readonly JsonObject[]): JsonObject {
  const Content = JSON.stringify({
    Version: '2019-10-30',
    StartAction: Actions[0]?.Identifier,
    Actions,
  })
  const IsDefault = Type === 'CUSTOMER_QUEUE'
  return { Name, Type, State: 'ACTIVE', Status: 'PUBLISHED', Content, IsDefault }
}

function toQueue(QueueId: string): JsonObject[] {
  const failing = ['NoMatchingError', 'QueueAtCapacity'].map(ErrorType => ({
    ErrorType,
    NextAction: 'leave',
  }))
  return [
    action('queue', 'UpdateContactTargetQueue', { QueueId }, { NextAction: 'go', Errors: failing }),
    action('go', 'TransferContactToQueue', {}, { NextAction: 'leave', Errors: failing }),
    action('leave', 'DisconnectParticipant'),
  ]
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject = {},
  Transitions: JsonObject = {},
): JsonObject {
  return { Identifier, Type, Parameters, Transitions }
}
