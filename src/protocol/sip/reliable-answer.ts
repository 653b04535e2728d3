// RFC 3261 §13.3.1.4: the 2xx to an INVITE is repeated until its ACK comes, over any transport.
import type { Address } from './sip-port.ts'
import type { Timer } from './timer-queue.ts'
import { T1, T2, TRANSACTION_LIFE } from './transaction.ts'
import type { Wire } from './wire.ts'

export class ReliableAnswer {
  readonly #wire: Wire
  #repeat: Timer | undefined
  #giveUp: Timer | undefined

  /** Repeats a response that has just been sent. */
  constructor(wire: Wire, bytes: Uint8Array, to: Address, onNeverAcknowledged: () => void) {
    this.#wire = wire
    this.#repeatAfter(T1, () => wire.send(bytes, to))
    this.#giveUp = wire.timers.set(wire.now() + TRANSACTION_LIFE, () => {
      this.stop()
      onNeverAcknowledged()
    })
  }

  stop(): void {
    this.#wire.timers.cancel(this.#repeat)
    this.#wire.timers.cancel(this.#giveUp)
  }

  #repeatAfter(interval: number, send: () => void): void {
    this.#repeat = this.#wire.timers.set(this.#wire.now() + interval, () => {
      this.#wire.count('retransmissions')
      send()
      this.#repeatAfter(Math.min(interval * 2, T2), send)
    })
  }
}
