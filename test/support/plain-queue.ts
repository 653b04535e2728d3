// One queue and its agents without a contact centre: fast, and with faults on demand, to see whether
// estimates of simulations are as right as they say.
import { Dice } from '../../src/twin/distribution.ts'
import { type Measures, measuresOf } from '../../src/twin/measures.ts'
import { type ClassCount, noCount } from '../../src/twin/traffic.ts'
import type { TrafficModel } from '../../src/twin/traffic-model.ts'
import type { TrafficWatcher } from '../../src/twin/traffic-watcher.ts'

export interface Fault {
  /** Who came last is served first. */
  readonly isLastFirst?: boolean
  /** Of those who have to wait, so many are never served. */
  readonly lostShare?: number
}

/** Plays the first class and the first group of the model. */
export class PlainQueue {
  readonly #of: TrafficModel['classes'][number]
  readonly #group: TrafficModel['groups'][number]
  readonly #watcher: TrafficWatcher
  readonly #fault: Fault
  readonly #arrivals: Dice
  readonly #handling: Dice
  readonly #faults: Dice
  /** When each contact in hand ends, latest first. */
  readonly #ends: number[] = []
  #waiting: number[] = []
  #lost = 0
  #now = 0
  #next: number
  #count = noCount()
  #busyMs = 0

  constructor(model: TrafficModel, seed: number, watcher: TrafficWatcher, fault: Fault = {}) {
    const [of, group] = [model.classes[0], model.groups[0]]
    if (!of || !group) throw new Error('A queue needs a class and a group.')
    this.#of = of
    this.#group = group
    this.#watcher = watcher
    this.#fault = fault
    this.#arrivals = new Dice(seed, 1)
    this.#handling = new Dice(seed, 2)
    this.#faults = new Dice(seed, 3)
    this.#next = this.#interval()
  }

  /** Until so many more have come. */
  run(arrivals: number): Measures {
    const began = this.#now
    for (let left = arrivals; left > 0; ) {
      const end = this.#ends.at(-1) ?? Number.POSITIVE_INFINITY
      this.#passes(Math.min(end, this.#next))
      if (end < this.#next) this.#handled()
      else {
        this.#arrive()
        left--
      }
    }
    const elapsedMs = this.#now - began
    const [count, busyMs] = [this.#count, this.#busyMs]
    this.#count = noCount()
    this.#busyMs = 0
    const counted = { elapsedMs, classes: new Map(), busyMs: new Map(), staffedMs: new Map() }
    return {
      ...measuresOf(counted, [count]),
      occupancy: { sum: busyMs, of: elapsedMs * this.#group.agents },
    }
  }

  #passes(at: number): void {
    this.#count.queuedMs += (at - this.#now) * (this.#waiting.length + this.#lost)
    this.#busyMs += (at - this.#now) * this.#ends.length
    this.#now = at
  }

  #arrive(): void {
    this.#watcher.arrives(this.#of.name, this.#now)
    this.#watcher.stands(this.#of.name, this.#now)
    this.#next = this.#now + this.#interval()
    this.#count.arrivals++
    const { lostShare = 0 } = this.#fault
    if (this.#ends.length < this.#group.agents) this.#begin(this.#now)
    else if (lostShare > 0 && this.#faults.uniform() < lostShare) this.#lost++
    else this.#waiting.push(this.#now)
  }

  #handled(): void {
    this.#ends.pop()
    this.#watcher.ends(this.#of.name, this.#now, this.#group.name)
    const since = this.#fault.isLastFirst ? this.#waiting.pop() : this.#waiting.shift()
    if (since !== undefined) this.#begin(since)
  }

  #begin(since: number): void {
    const { name, handling } = this.#of
    this.#watcher.begins(name, this.#now, this.#group.name)
    const handlingMs = this.#handling.draw(handling)
    this.#watcher.takes(name, this.#now, handlingMs)
    this.#count.answeredAfter.push(this.#now - since)
    const at = this.#now + handlingMs
    let place = this.#ends.length
    while (place > 0 && (this.#ends[place - 1] as number) < at) place--
    this.#ends.splice(place, 0, at)
  }

  #interval(): number {
    const { arrivalsPerHour } = this.#of
    const meanMs = 3_600_000 / (typeof arrivalsPerHour === 'number' ? arrivalsPerHour : 0)
    return this.#arrivals.draw({ kind: 'exponential', meanMs })
  }
}
