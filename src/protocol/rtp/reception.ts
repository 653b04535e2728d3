// What arrived of a stream and what did not, RFC 3550 appendix A.1 and A.8.
import { sequenceDistance } from './rtp-packet.ts'

export class Reception {
  #first: number | undefined
  #highest = 0
  #cycles = 0
  #received = 0
  #transit: number | undefined
  #jitter = 0
  /** Of the last report. */
  #reported = { expected: 0, received: 0 }

  receive(sequence: number, timestamp: number, now: number): void {
    this.#received++
    if (this.#first === undefined) this.#first = this.#highest = sequence
    if (sequenceDistance(sequence, this.#highest) > 0) {
      if (sequence < this.#highest) this.#cycles++
      this.#highest = sequence
    }
    const transit = (Math.round(now * 8) - timestamp) | 0
    if (this.#transit !== undefined)
      this.#jitter += (Math.abs((transit - this.#transit) | 0) - this.#jitter) / 16
    this.#transit = transit
  }

  get received(): number {
    return this.#received
  }

  /** Packets that never came; duplicates may make up for some. */
  get lost(): number {
    return Math.max(0, this.expected - this.#received)
  }

  get expected(): number {
    if (this.#first === undefined) return 0
    return this.#cycles * 65536 + this.#highest - this.#first + 1
  }

  /** What a report block says of it (appendix A.3); losses in share since it was last asked. */
  report(): {
    readonly fractionLost: number
    readonly lost: number
    readonly highest: number
    readonly jitter: number
  } {
    const { expected } = this
    const wanted = expected - this.#reported.expected
    const missing = wanted - (this.#received - this.#reported.received)
    this.#reported = { expected, received: this.#received }
    return {
      fractionLost:
        wanted > 0 && missing > 0 ? Math.min(255, Math.floor((missing * 256) / wanted)) : 0,
      lost: expected - this.#received,
      highest: this.#cycles * 65536 + this.#highest,
      jitter: Math.round(this.#jitter),
    }
  }

  /** Mean variation of the time between packets, in ms. */
  get jitterMs(): number {
    return this.#jitter / 8
  }
}
