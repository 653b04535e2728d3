// A network in virtual time: datagrams come late, twice, in another order or never, by a seeded lot.
// Streams come late but whole and in order, in pieces of any size.
import { Chance } from '../../src/core/chance.ts'

export interface FakeAddress {
  readonly transport: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
}

export interface FakeHost {
  receive(bytes: Uint8Array, from: FakeAddress, now: number): void
  advance(now: number): void
  nextDeadline(): number | undefined
}

export interface NetworkFaults {
  readonly seed?: number
  /** Milliseconds, least and most. */
  readonly delay?: readonly [number, number]
  /** Probabilities of each datagram. */
  readonly loss?: number
  readonly duplication?: number
}

interface Delivery {
  readonly at: number
  readonly order: number
  readonly to: FakeHost
  readonly from: FakeAddress
  readonly bytes: Uint8Array
}

export class FakeNetwork {
  now = 1_700_000_000_000
  /** Every datagram and chunk that was sent, lost ones too. */
  readonly sent: { from: FakeAddress; to: FakeAddress; bytes: Uint8Array; at: number }[] = []
  #faults: NetworkFaults
  readonly #chance: Chance
  readonly #hosts = new Map<string, FakeHost>()
  readonly #streamFreeAt = new Map<string, number>()
  #deliveries: Delivery[] = []
  #order = 0

  constructor(faults: NetworkFaults = {}) {
    this.#faults = faults
    const seed = faults.seed ?? 1
    this.#chance = new Chance([seed, seed ^ 0x9e3779b9, 3, 4])
  }

  /** Other faults from now on. */
  set faults(faults: NetworkFaults) {
    this.#faults = faults
  }

  attach(address: FakeAddress, host: FakeHost): void {
    this.#hosts.set(keyOf(address), host)
  }

  send(from: FakeAddress, to: FakeAddress, bytes: Uint8Array): void {
    this.sent.push({ from, to, bytes, at: this.now })
    const host = this.#hosts.get(keyOf(to))
    if (host === undefined) return
    if (to.transport === 'udp') this.#sendDatagram(host, from, bytes)
    else this.#sendStream(host, from, to, bytes)
  }

  /** Lets time pass, with all that comes due in it, in order. */
  run(duration: number): void {
    const end = this.now + duration
    for (;;) {
      const next = this.#nextAt()
      if (next === undefined || next > end) break
      this.now = Math.max(this.now, next)
      this.#step()
    }
    this.now = end
  }

  #step(): void {
    const due = this.#deliveries.filter(({ at }) => at <= this.now).sort(byTime)
    this.#deliveries = this.#deliveries.filter(({ at }) => at > this.now)
    for (const { to, from, bytes } of due) to.receive(bytes, from, this.now)
    for (const host of this.#hosts.values())
      if ((host.nextDeadline() ?? Infinity) <= this.now) host.advance(this.now)
  }

  #nextAt(): number | undefined {
    const deadlines = [...this.#hosts.values()].map(host => host.nextDeadline() ?? Infinity)
    const next = Math.min(...this.#deliveries.map(({ at }) => at), ...deadlines)
    return next === Infinity ? undefined : next
  }

  #sendDatagram(to: FakeHost, from: FakeAddress, bytes: Uint8Array): void {
    if (this.#happens(this.#faults.loss)) return
    this.#deliver(to, from, bytes, this.now + this.#delay())
    if (this.#happens(this.#faults.duplication))
      this.#deliver(to, from, bytes, this.now + this.#delay())
  }

  #sendStream(to: FakeHost, from: FakeAddress, address: FakeAddress, bytes: Uint8Array): void {
    const key = `${keyOf(from)}>${keyOf(address)}`
    for (let start = 0; start < bytes.length; ) {
      const end = Math.min(bytes.length, start + 1 + this.#chance.below(bytes.length))
      const at = Math.max(this.now + this.#delay(), this.#streamFreeAt.get(key) ?? 0)
      this.#streamFreeAt.set(key, at)
      this.#deliver(to, from, bytes.slice(start, end), at)
      start = end
    }
  }

  #deliver(to: FakeHost, from: FakeAddress, bytes: Uint8Array, at: number): void {
    this.#deliveries.push({ at, order: this.#order++, to, from, bytes })
  }

  #delay(): number {
    const [least, most] = this.#faults.delay ?? [5, 5]
    return least + this.#chance.below(most - least + 1)
  }

  #happens(probability = 0): boolean {
    return probability > 0 && this.#chance.next() / 0x1_0000_0000 < probability
  }
}

function keyOf(address: FakeAddress): string {
  return `${address.transport}|${address.host}|${address.port}`
}

function byTime(a: Delivery, b: Delivery): number {
  return a.at - b.at || a.order - b.order
}
