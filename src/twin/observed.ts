// A scenario made of what a centre has seen: its queues and routing profiles as they are configured, and
// how its contacts came, waited and were handled in the days before.
import type { JsonObject } from '../core/json.ts'

/** What was counted of one channel over some days. Intervals are numbered from midnight on. */
export interface Observed {
  readonly name: string
  /** Over which everything was counted. */
  readonly days: number
  readonly intervalMinutes: number
  readonly queues: readonly ObservedQueue[]
  readonly groups: readonly ObservedGroup[]
}

export interface ObservedQueue {
  readonly name: string
  readonly maxContacts?: number
  /** Contacts that came in each interval of the day, all days together. */
  readonly arrivals: readonly number[]
  /** How long contacts were talked to and worked on, each as it was. */
  readonly handledSeconds: readonly number[]
  /** How long all contacts waited together, whatever became of them. */
  readonly waitedSeconds: number
  readonly abandoned: number
}

/** The agents of a routing profile. */
export interface ObservedGroup {
  readonly name: string
  readonly contactsAtOnce: number
  readonly serves: readonly {
    readonly queue: string
    readonly priority: number
    readonly delaySeconds: number
  }[]
  /** Hours that agents were there to take contacts in each interval of the day, all days together. */
  readonly staffedHours: readonly number[]
}

const DAY_MINUTES = 1440
/** Measured times beyond so many are a sample, evenly taken. */
const TIMES_MAX = 400

/** The scenario as it stands in a file; queues without contacts and groups nobody of whom was there are left out. */
export function scenarioOf(observed: Observed): JsonObject {
  const queues = observed.queues.filter(({ arrivals, handledSeconds }) => {
    return handledSeconds.length > 0 && arrivals.some(count => count > 0)
  })
  const known = new Set(queues.map(({ name }) => name))
  const groups = observed.groups.filter(({ serves, staffedHours }) => {
    return serves.some(({ queue }) => known.has(queue)) && staffedHours.some(hours => hours > 0)
  })
  return {
    name: observed.name,
    days: 1,
    queues: queues.map(queue => queueOf(queue, observed)),
    agents: groups.map(group => ({
      group: group.name,
      contactsAtOnce: group.contactsAtOnce,
      ...staffOf(shiftsOf(group, observed)),
      serves: group.serves.filter(({ queue }) => known.has(queue)),
    })),
  }
}

function queueOf(queue: ObservedQueue, { days, intervalMinutes }: Observed): JsonObject {
  const { name, maxContacts, arrivals, abandoned, waitedSeconds, handledSeconds } = queue
  return {
    name,
    arrivals: { intervalMinutes, contacts: arrivals.map(count => rounded(count / days)) },
    handleTime: { distribution: 'empirical', seconds: sampleOf(handledSeconds) },
    // Of waits that somebody else has ended nobody knows how long they could have been: with patience
    // that has no memory, the time waited for each who gave up is the best estimate.
    ...(abandoned > 0 && {
      patience: { meanSeconds: Math.max(0.001, rounded(waitedSeconds / abandoned)) },
    }),
    ...(maxContacts !== undefined && { maxContacts }),
  }
}

/** Evenly from the shortest to the longest. */
function sampleOf(seconds: readonly number[]): number[] {
  const sorted = seconds.toSorted((a, b) => a - b)
  if (sorted.length <= TIMES_MAX) return sorted.map(rounded)
  return Array.from({ length: TIMES_MAX }, (_, n) => {
    return rounded(sorted[Math.floor(((n + 0.5) * sorted.length) / TIMES_MAX)] ?? 0)
  })
}

/** A group that was there too little to count stands in the file, to be given agents by hand. */
function staffOf(shifts: readonly WrittenShift[]): JsonObject {
  return shifts.length > 0 ? { shifts } : { agents: 0 }
}

interface WrittenShift extends JsonObject {
  readonly agents: number
  readonly from: string
  readonly to: string
}

/** As many agents as were there on average, rounded; each stretch in which one more was there is a shift. */
function shiftsOf({ staffedHours }: ObservedGroup, { days, intervalMinutes }: Observed) {
  const levels = staffedHours.map(hours => Math.round((hours * 60) / intervalMinutes / days))
  const shifts = new Map<string, WrittenShift>()
  for (let level = 1; level <= Math.max(0, ...levels); level++) {
    for (let from = 0; from < levels.length; from++) {
      if ((levels[from] ?? 0) < level) continue
      let to = from
      while (to < levels.length && (levels[to] ?? 0) >= level) to++
      const times = { from: timeOf(from * intervalMinutes), to: timeOf(to * intervalMinutes) }
      const key = `${times.from} ${times.to}`
      shifts.set(key, { agents: (shifts.get(key)?.agents ?? 0) + 1, ...times })
      from = to
    }
  }
  return [...shifts.values()]
}

/** The end of the day is its beginning: a shift that ends then ends the day after. */
function timeOf(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const time = minutes % DAY_MINUTES
  return `${two(Math.floor(time / 60))}:${two(time % 60)}`
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
