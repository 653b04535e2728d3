// A scenario as it is written in a file, read into the model that is played. What is wrong with it is
// told in sentences.
import type { Json, JsonObject } from '../core/json.ts'
import { DAY_MS, type DayRates } from './arrivals.ts'
import type { Distribution } from './distribution.ts'
import type { AgentGroup, Shift, TrafficClass, TrafficModel } from './traffic-model.ts'

export interface Scenario {
  readonly name: string
  readonly model: TrafficModel
  /** Of one replication. */
  readonly days: number
  /** At the beginning, not counted: the centre begins empty. */
  readonly warmUpMs: number
  readonly seed: number
  readonly serviceLevelMs: number
  /** Of the intervals, for example 0.95. */
  readonly confidence: number
  readonly replications: number
  /** Goes on beyond `replications` until each service level is known so well. */
  readonly precision?: { readonly serviceLevel: number; readonly replicationsMax: number }
}

/** Answers the scenario, or what is wrong with it. */
export function readScenario(
  given: Json,
): { readonly scenario: Scenario } | { readonly problems: readonly string[] } {
  const reader = new ScenarioReader()
  const scenario = reader.scenario(given)
  return reader.problems.length > 0 ? { problems: reader.problems } : { scenario }
}

const MEMBERS = {
  scenario: [
    ...['name', 'queues', 'agents', 'days', 'warmUpMinutes', 'seed', 'serviceLevelSeconds'],
    ...['confidence', 'replications', 'precision'],
  ],
  queue: ['name', 'arrivals', 'handleTime', 'patience', 'maxContacts', 'transfer'],
  arrivals: ['perHour', 'intervalMinutes', 'from', 'contacts'],
  group: ['group', 'agents', 'shifts', 'contactsAtOnce', 'serves'],
} as const

class ScenarioReader {
  readonly problems: string[] = []

  scenario(given: Json): Scenario {
    const of = this.#object(given, 'The scenario', MEMBERS.scenario)
    const classes = this.#list(of.queues, 'queues').map((each, n) =>
      this.#queue(each, `queues[${n}]`),
    )
    const groups = this.#list(of.agents, 'agents').map((each, n) =>
      this.#group(each, `agents[${n}]`),
    )
    this.#checkNames(classes, groups)
    const precision = of.precision === undefined ? undefined : this.#precision(of.precision)
    return {
      name: typeof of.name === 'string' ? of.name : 'Scenario',
      model: { classes, groups },
      days: this.#number(of.days ?? 1, 'days', { min: 1, whole: true }),
      warmUpMs: 60_000 * this.#number(of.warmUpMinutes ?? 0, 'warmUpMinutes', {}),
      seed: this.#number(of.seed ?? 1, 'seed', { whole: true }),
      serviceLevelMs: 1000 * this.#number(of.serviceLevelSeconds ?? 20, 'serviceLevelSeconds', {}),
      confidence: this.#number(of.confidence ?? 0.95, 'confidence', { min: 0.5, max: 0.999 }),
      replications: this.#number(of.replications ?? 20, 'replications', { min: 2, whole: true }),
      ...(precision && { precision }),
    }
  }

  #precision(given: Json): NonNullable<Scenario['precision']> {
    const of = this.#object(given, 'precision', ['serviceLevel', 'replicationsMax'])
    return {
      serviceLevel: this.#number(of.serviceLevel, 'precision.serviceLevel', {
        min: 0.0001,
        max: 1,
      }),
      replicationsMax: this.#number(of.replicationsMax ?? 1000, 'precision.replicationsMax', {
        min: 2,
        whole: true,
      }),
    }
  }

  #queue(given: Json, at: string): TrafficClass {
    const of = this.#object(given, at, MEMBERS.queue)
    const transfer = of.transfer === undefined ? undefined : this.#transfer(of.transfer, at)
    return {
      name: this.#text(of.name, `${at}.name`),
      arrivalsPerHour:
        of.arrivals === undefined ? 0 : this.#arrivals(of.arrivals, `${at}.arrivals`),
      handling: this.#distribution(of.handleTime, `${at}.handleTime`),
      ...(of.patience !== undefined && {
        patience: this.#distribution(of.patience, `${at}.patience`),
      }),
      ...(of.maxContacts !== undefined && {
        maxContactsInQueue: this.#number(of.maxContacts, `${at}.maxContacts`, {
          min: 1,
          whole: true,
        }),
      }),
      ...(transfer && { transfer }),
    }
  }

  #transfer(given: Json, at: string): NonNullable<TrafficClass['transfer']> {
    const of = this.#object(given, `${at}.transfer`, ['to', 'probability'])
    return {
      to: this.#text(of.to, `${at}.transfer.to`),
      probability: this.#number(of.probability, `${at}.transfer.probability`, { max: 1 }),
    }
  }

  #arrivals(given: Json, at: string): number | DayRates {
    const of = this.#object(given, at, MEMBERS.arrivals)
    if (of.perHour !== undefined) return this.#number(of.perHour, `${at}.perHour`, {})
    const minutes = this.#number(of.intervalMinutes ?? 60, `${at}.intervalMinutes`, { min: 1 })
    const intervalMs = minutes * 60_000
    const fromMs = of.from === undefined ? 0 : this.#time(of.from, `${at}.from`)
    const contacts = this.#list(of.contacts, `${at}.contacts`).map((each, n) =>
      this.#number(each, `${at}.contacts[${n}]`, {}),
    )
    if (DAY_MS % intervalMs !== 0 || fromMs % intervalMs !== 0) {
      this.problems.push(
        `${at}: intervals of ${minutes} minutes do not divide the day from its beginning.`,
      )
    } else if (fromMs + contacts.length * intervalMs > DAY_MS) {
      this.problems.push(`${at}.contacts has more intervals than the day has left.`)
    }
    const before = Array.from({ length: Math.floor(fromMs / intervalMs) }, () => 0)
    return { intervalMs, perHour: [...before, ...contacts.map(each => (each * 60) / minutes)] }
  }

  #distribution(given: Json | undefined, at: string): Distribution {
    const of = this.#object(given, at, ['distribution', 'meanSeconds', 'scv', 'seconds'])
    const kind = of.distribution ?? (of.seconds === undefined ? 'exponential' : 'empirical')
    if (kind === 'empirical') {
      const values = this.#list(of.seconds, `${at}.seconds`)
      if (values.length === 0) this.problems.push(`${at}.seconds is empty.`)
      const valuesMs = values.map((each, n) => 1000 * this.#number(each, `${at}.seconds[${n}]`, {}))
      return { kind, valuesMs }
    }
    const meanMs = 1000 * this.#number(of.meanSeconds, `${at}.meanSeconds`, { min: 0.001 })
    if (kind === 'exponential' || kind === 'deterministic') return { kind, meanMs }
    if (kind === 'lognormal') return { kind, meanMs, scv: this.#number(of.scv, `${at}.scv`, {}) }
    const kinds = 'exponential, deterministic, lognormal or empirical'
    this.problems.push(`${at}.distribution must be ${kinds}.`)
    return { kind: 'deterministic', meanMs }
  }

  #group(given: Json, at: string): AgentGroup {
    const of = this.#object(given, at, MEMBERS.group)
    const shifts =
      of.shifts === undefined
        ? []
        : this.#list(of.shifts, `${at}.shifts`).map((each, n) =>
            this.#shift(each, `${at}.shifts[${n}]`),
          )
    if (of.agents === undefined && shifts.length === 0) {
      this.problems.push(`${at} needs agents or shifts.`)
    }
    const serves = this.#list(of.serves, `${at}.serves`).map((each, n) =>
      this.#served(each, `${at}.serves[${n}]`),
    )
    return {
      name: this.#text(of.group, `${at}.group`),
      agents: this.#number(of.agents ?? 0, `${at}.agents`, { whole: true }),
      shifts,
      concurrency: this.#number(of.contactsAtOnce ?? 1, `${at}.contactsAtOnce`, {
        min: 1,
        max: 10,
        whole: true,
      }),
      serves,
    }
  }

  #served(given: Json, at: string): AgentGroup['serves'][number] {
    if (typeof given === 'string') return { name: given, priority: 1 }
    const of = this.#object(given, at, ['queue', 'priority', 'delaySeconds'])
    return {
      name: this.#text(of.queue, `${at}.queue`),
      priority: this.#number(of.priority ?? 1, `${at}.priority`, { min: 1, whole: true }),
      delayMs: 1000 * this.#number(of.delaySeconds ?? 0, `${at}.delaySeconds`, {}),
    }
  }

  #shift(given: Json, at: string): Shift {
    const of = this.#object(given, at, ['agents', 'from', 'to'])
    const fromMs = this.#time(of.from, `${at}.from`)
    const toMs = this.#time(of.to, `${at}.to`)
    const agents = this.#number(of.agents, `${at}.agents`, { whole: true })
    // `22:00` to `06:00` ends the day after.
    return { agents, fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY_MS }
  }

  #checkNames(classes: readonly TrafficClass[], groups: readonly AgentGroup[]): void {
    const queues = classes.map(({ name }) => name)
    for (const names of [queues, groups.map(({ name }) => name)]) {
      const twice = names.find((name, n) => names.indexOf(name) !== n)
      if (twice !== undefined) this.problems.push(`There are two of the name ${twice}.`)
    }
    const named = [
      ...classes.flatMap(({ name, transfer }) => (transfer ? [[name, transfer.to] as const] : [])),
      ...groups.flatMap(({ name, serves }) => serves.map(each => [name, each.name] as const)),
    ]
    for (const [name, queue] of named) {
      if (!queues.includes(queue)) {
        this.problems.push(`${name} names the queue ${queue}, which is not among the queues.`)
      }
    }
  }

  #object(given: Json | undefined, at: string, members: readonly string[]): JsonObject {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      this.problems.push(`${at} must be an object.`)
      return {}
    }
    for (const name of Object.keys(given)) {
      if (members.includes(name)) continue
      this.problems.push(`${at} has a member ${name}; there are ${members.join(', ')}.`)
    }
    return given as JsonObject
  }

  #list(given: Json | undefined, at: string): readonly Json[] {
    if (Array.isArray(given)) return given as readonly Json[]
    this.problems.push(`${at} must be a list.`)
    return []
  }

  #text(given: Json | undefined, at: string): string {
    if (typeof given === 'string' && given !== '') return given
    this.problems.push(`${at} must be a name.`)
    return ''
  }

  #number(
    given: Json | undefined,
    at: string,
    {
      min = 0,
      max = 1e9,
      whole = false,
    }: { readonly min?: number; readonly max?: number; readonly whole?: boolean },
  ): number {
    const isRight = typeof given === 'number' && given >= min && given <= max
    if (isRight && (!whole || Number.isInteger(given))) return given
    const range = max === 1e9 ? `of at least ${min}` : `from ${min} to ${max}`
    this.problems.push(`${at} must be a ${whole ? 'whole ' : ''}number ${range}.`)
    return Math.max(min, 1)
  }

  #time(given: Json | undefined, at: string): number {
    const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(typeof given === 'string' ? given : '') ?? []
    const ms = Number(hours) * 3_600_000 + Number(minutes) * 60_000
    if (ms <= DAY_MS && Number(minutes) < 60) return ms
    this.problems.push(`${at} must be a time of day, such as "08:30".`)
    return 0
  }
}
