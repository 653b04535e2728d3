// A scenario played again and again with other dice, and what the results are worth: means with their
// confidence intervals, and the difference that other staffing makes, on the same contacts.
import type { Scenario } from './scenario.ts'
import { studentQuantile } from './student.ts'
import { type ClassCount, type Counted, type RecordedEntry, Traffic } from './traffic.ts'
import type { TrafficModel } from './traffic-model.ts'

/** The mean of the replications; with this confidence the true value is within `halfWidth` of it. */
export interface Figure {
  readonly mean: number
  readonly halfWidth: number
}

/** Figures by name, of each queue and each group of agents. */
export interface Results {
  readonly replications: number
  readonly queues: Readonly<Record<string, Readonly<Record<string, Figure>>>>
  readonly groups: Readonly<Record<string, Readonly<Record<string, Figure>>>>
}

/** Plain numbers of one replication, by `queue␟measure`. */
type Sample = ReadonlyMap<string, number>

/** Plays a model of the scenario as often as asked for; the same seeds give the same contacts. */
export class Replications {
  readonly #scenario: Scenario
  readonly #model: TrafficModel
  readonly #samples: Sample[] = []

  constructor(scenario: Scenario, model: TrafficModel = scenario.model) {
    this.#scenario = scenario
    this.#model = model
  }

  /** Until the scenario is satisfied. */
  runAll(record?: (entry: RecordedEntry) => void): void {
    const { replications, precision } = this.#scenario
    this.run(1, record)
    this.run(replications)
    if (!precision) return
    while (
      this.#samples.length < precision.replicationsMax &&
      this.#isVague(precision.serviceLevel)
    ) {
      this.run(this.#samples.length + 1)
    }
  }

  /** Until there have been so many. */
  run(count: number, record?: (entry: RecordedEntry) => void): void {
    while (this.#samples.length < count) this.#samples.push(this.#replicate(record))
  }

  get count(): number {
    return this.#samples.length
  }

  get results(): Results {
    return this.#resultsOf(this.#samples)
  }

  /** This minus the other, contact by contact the same. */
  minus(other: Replications): Results {
    const count = Math.min(this.count, other.count)
    return this.#resultsOf(
      this.#samples.slice(0, count).map((sample, n) => {
        const others = other.#samples[n]
        return new Map(
          [...sample].map(([key, value]) => [key, value - (others?.get(key) ?? Number.NaN)]),
        )
      }),
    )
  }

  #replicate(record?: (entry: RecordedEntry) => void): Sample {
    const { seed, days, warmUpMs, serviceLevelMs } = this.#scenario
    const traffic = new Traffic(this.#model, seed * 1000 + this.count, {
      isPaired: true,
      ...(record && { record }),
    })
    if (warmUpMs > 0) traffic.runFor(warmUpMs)
    const counted = traffic.runFor(days * 86_400_000 - warmUpMs)
    const sample = new Map<string, number>()
    const note = (of: string, figures: Readonly<Record<string, number>>) => {
      for (const [name, value] of Object.entries(figures)) sample.set(`${of}\u001f${name}`, value)
    }
    for (const [name, count] of counted.classes) {
      note(`queue ${name}`, queueFigures(count, counted.elapsedMs, serviceLevelMs))
    }
    for (const { name } of this.#model.groups) note(`group ${name}`, groupFigures(counted, name))
    return sample
  }

  #resultsOf(samples: readonly Sample[]): Results {
    const of = (prefix: string, name: string) => {
      const start = `${prefix} ${name}\u001f`
      const keys = [...(samples[0]?.keys() ?? [])].filter(key => key.startsWith(start))
      return [
        name,
        Object.fromEntries(keys.map(key => [key.slice(start.length), this.#figure(samples, key)])),
      ]
    }
    return {
      replications: samples.length,
      queues: Object.fromEntries(this.#model.classes.map(({ name }) => of('queue', name))),
      groups: Object.fromEntries(this.#model.groups.map(({ name }) => of('group', name))),
    }
  }

  #figure(samples: readonly Sample[], key: string): Figure {
    // A replication in which nobody was answered has no speed of answer.
    const known = samples.map(each => each.get(key) ?? Number.NaN).filter(Number.isFinite)
    const count = known.length
    const mean = known.reduce((sum, each) => sum + each, 0) / count
    const squares = known.reduce((sum, each) => sum + (each - mean) ** 2, 0)
    if (count < 2) return { mean, halfWidth: Number.NaN }
    const quantile = studentQuantile((1 + this.#scenario.confidence) / 2, count - 1)
    return { mean, halfWidth: quantile * Math.sqrt(squares / (count - 1) / count) }
  }

  #isVague(wanted: number): boolean {
    return Object.values(this.results.queues).some(
      ({ serviceLevel }) => serviceLevel !== undefined && serviceLevel.halfWidth > wanted,
    )
  }
}

/** Waits in seconds, shares from 0 to 1. */
function queueFigures(
  count: ClassCount,
  elapsedMs: number,
  serviceLevelMs: number,
): Readonly<Record<string, number>> {
  const { arrivals, overflowed, abandoned, answeredAfter, abandonedAfter, queuedMs } = count
  const answered = answeredAfter.length
  const letIn = answered + abandoned
  const inTime = (waits: readonly number[]) => waits.filter(wait => wait <= serviceLevelMs).length
  const sorted = Float64Array.from(answeredAfter).sort()
  const quantile = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) / 1000
  return {
    offered: arrivals,
    answered,
    abandoned,
    overflowed,
    waiting: count.waiting,
    serviceLevel: (inTime(answeredAfter) + inTime(abandonedAfter)) / letIn,
    answeredInTime: inTime(answeredAfter) / letIn,
    abandonRate: abandoned / letIn,
    asa: sorted.reduce((sum, each) => sum + each, 0) / answered / 1000,
    waitP50: quantile(0.5),
    waitP90: quantile(0.9),
    waitP99: quantile(0.99),
    meanQueue: queuedMs / elapsedMs,
  }
}

function groupFigures(
  { busyMs, staffedMs }: Counted,
  name: string,
): Readonly<Record<string, number>> {
  const [busy, staffed] = [busyMs.get(name) ?? 0, staffedMs.get(name) ?? 0]
  return { occupancy: busy / staffed, staffedHours: staffed / 3_600_000 }
}
