// How lucky a stretch of a simulation was. Figures differ from their means because the dice fell that way;
// what the dice gave is known, and can be taken out. Each luck is a sum of (what happened − what was to be
// expected), weighted by what was known before: how many waited, how many places were idle. Its mean is 0
// by the laws of the dice alone, whatever the router does with the contacts, so a wrong router stays as
// wrong as it is (martingale control variates: Henderson and Glynn, Approximating Martingales for
// Variance Reduction in Markov Process Simulation, 2002).
import { Gauge, KNOTS } from './gauge.ts'
import type { TrafficClass, TrafficModel } from './traffic-model.ts'
import type { TrafficWatcher } from './traffic-watcher.ts'

const HOUR_MS = 3_600_000

/** What the dice decide of a class: where its luck is kept, and how often it happens now (a millisecond). */
interface Lottery {
  readonly place: number
  /** For each contact that is in it. */
  readonly rate: number
  contacts: number
}

/** A lottery that the class does not have is undefined. */
interface ClassLuck {
  readonly of: TrafficClass
  readonly gauges: readonly Gauge[]
  /** Exponential times end at a rate that does not depend on how long they have lasted. */
  readonly arrival: Lottery | undefined
  readonly givingUp: Lottery | undefined
  readonly ending: Lottery | undefined
  /** Other times are drawn as a whole: how long, and its square. */
  readonly handling: Lottery | undefined
  readonly handlingSquared: Lottery | undefined
  readonly transfer: Lottery | undefined
}

/** The luck of simulations with the same agents all the time. */
export class Luck implements TrafficWatcher {
  readonly #gauges: Gauge[] = []
  readonly #lotteries: Lottery[] = []
  readonly #classes: ReadonlyMap<string, ClassLuck>
  readonly #idle: ReadonlyMap<string, readonly Gauge[]>
  #sums: Float64Array
  #last: number | undefined

  constructor({ classes, groups }: TrafficModel) {
    const limits = classes.flatMap(({ maxContactsInQueue }) => maxContactsInQueue ?? [])
    const ofEach = (of: readonly unknown[], all: Gauge, limits: readonly number[]) =>
      of.length > 1 ? [all, this.#gauge(limits)] : [all]
    const [waiting, idle] = [this.#gauge(limits), this.#gauge([])]
    this.#classes = new Map(
      classes.map(of => [of.name, this.#classLuck(of, ofEach(classes, waiting, limits))]),
    )
    this.#idle = new Map(groups.map(of => [of.name, ofEach(groups, idle, [])]))
    for (const { name, agents, concurrency } of groups) {
      for (const gauge of this.#idle.get(name) ?? []) gauge.value += agents * concurrency
    }
    this.#sums = this.#none()
  }

  arrives(of: string, at: number): void {
    this.#add(this.#classAt(of, at).arrival, 1)
  }

  stands(of: string, at: number): void {
    this.#waits(this.#classAt(of, at), 1)
  }

  turnsAway(of: string, at: number): void {
    this.#waits(this.#classAt(of, at), -1)
  }

  givesUp(of: string, at: number): void {
    const each = this.#classAt(of, at)
    this.#add(each.givingUp, 1)
    this.#waits(each, -1)
  }

  begins(of: string, at: number, group: string): void {
    const each = this.#classAt(of, at)
    this.#waits(each, -1)
    this.#idles(group, -1)
    this.#handles(each, 1)
  }

  takes(of: string, at: number, handlingMs: number): void {
    const each = this.#classAt(of, at)
    const { handling } = each.of
    if (handling.kind !== 'lognormal') return
    const part = handlingMs / handling.meanMs
    this.#add(each.handling, part - 1)
    this.#add(each.handlingSquared, part ** 2 / (1 + handling.scv) - 1)
  }

  ends(of: string, at: number, group: string): void {
    const each = this.#classAt(of, at)
    this.#add(each.ending, 1)
    this.#handles(each, -1)
    this.#idles(group, 1)
  }

  decides(of: string, at: number, isTransferred: boolean): void {
    const each = this.#classAt(of, at)
    this.#add(each.transfer, (isTransferred ? 1 : 0) - (each.of.transfer?.probability ?? 0))
  }

  /** What has been seen is usual; now it counts. */
  begin(): void {
    for (const gauge of this.#gauges) gauge.narrow()
    this.#sums = this.#none()
  }

  /** What there was of each luck since the last time: always as many numbers, in the same order. */
  take(): Float64Array {
    const sums = this.#sums
    this.#sums = this.#none()
    return sums
  }

  #none(): Float64Array {
    return new Float64Array((this.#lotteries.length + 1) * this.#gauges.length * KNOTS)
  }

  #gauge(limits: readonly number[]): Gauge {
    const gauge = new Gauge(this.#gauges.length, limits)
    this.#gauges.push(gauge)
    return gauge
  }

  #classLuck(of: TrafficClass, gauges: readonly Gauge[]): ClassLuck {
    const { arrivalsPerHour, handling, patience, transfer } = of
    const isPoisson = typeof arrivalsPerHour === 'number' && arrivalsPerHour > 0
    const isDrawn = handling.kind === 'lognormal'
    return {
      of,
      gauges,
      arrival: isPoisson ? this.#lottery(arrivalsPerHour / HOUR_MS, 1) : undefined,
      givingUp: patience?.kind === 'exponential' ? this.#lottery(1 / patience.meanMs) : undefined,
      ending: handling.kind === 'exponential' ? this.#lottery(1 / handling.meanMs) : undefined,
      handling: isDrawn ? this.#lottery(0) : undefined,
      handlingSquared: isDrawn ? this.#lottery(0) : undefined,
      transfer: transfer ? this.#lottery(0) : undefined,
    }
  }

  #lottery(rate: number, contacts = 0): Lottery {
    const lottery = { place: this.#lotteries.length, rate, contacts }
    this.#lotteries.push(lottery)
    return lottery
  }

  /** Time has passed until now: what was to be expected meanwhile is taken off. */
  #classAt(of: string, at: number): ClassLuck {
    const elapsed = at - (this.#last ?? at)
    this.#last = at
    if (elapsed > 0) {
      for (const gauge of this.#gauges) gauge.visit(elapsed)
      for (const lottery of this.#lotteries) {
        const { rate, contacts } = lottery
        if (contacts > 0) this.#add(lottery, -rate * contacts * elapsed)
      }
    }
    const each = this.#classes.get(of)
    if (!each) throw new Error(`Bug: there is no class ${of}`)
    return each
  }

  #waits({ gauges, givingUp }: ClassLuck, by: number): void {
    for (const gauge of gauges) this.#moves(gauge, by)
    if (givingUp) givingUp.contacts += by
  }

  #handles({ ending }: ClassLuck, by: number): void {
    if (ending) ending.contacts += by
  }

  #idles(group: string, by: number): void {
    for (const gauge of this.#idle.get(group) ?? []) this.#moves(gauge, by)
  }

  /** How far each gauge went is no luck, but nothing either in the long run. */
  #moves(gauge: Gauge, by: number): void {
    if (by < 0) gauge.value += by
    this.#note(this.#lotteries.length, gauge, by)
    if (by > 0) gauge.value += by
  }

  #add(lottery: Lottery | undefined, amount: number): void {
    if (!lottery) return
    for (const gauge of this.#gauges) this.#note(lottery.place, gauge, amount)
  }

  #note(lottery: number, gauge: Gauge, amount: number): void {
    const sums = this.#sums
    const index = (lottery * this.#gauges.length + gauge.index) * KNOTS + gauge.knot
    sums[index] = (sums[index] as number) + amount * gauge.share
    sums[index + 1] = (sums[index + 1] as number) + amount * (1 - gauge.share)
  }
}
