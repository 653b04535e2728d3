// Drives the SIP endpoint, which neither waits nor sends: gives it bytes, commands and the time,
// sends what it says, and hands on its events.
import type { Instant } from '../../core/instant.ts'
import type { Clock } from '../../io/clock.ts'
import type { SipEndpoint } from '../../protocol/sip/sip-endpoint.ts'
import type { Address, SipCommand, SipEvent, SipOutput } from '../../protocol/sip/sip-port.ts'

export interface SipDriverWorld {
  readonly clock: Clock
  send(to: Address, bytes: Uint8Array): void
  /** Ends a connection that made no sense. */
  hangUp(to: Address): void
  event(event: SipEvent): void
}

export class SipDriver {
  readonly #endpoint: SipEndpoint
  readonly #world: SipDriverWorld
  #armedFor: Instant | undefined
  #cancel: () => void = () => {}

  constructor(endpoint: SipEndpoint, world: SipDriverWorld) {
    this.#endpoint = endpoint
    this.#world = world
  }

  receive(bytes: Uint8Array, from: Address): void {
    this.#take(this.#endpoint.receive(bytes, from, this.#world.clock.now()))
  }

  closed(from: Address): void {
    this.#take(this.#endpoint.closed(from, this.#world.clock.now()))
  }

  command(command: SipCommand): void {
    this.#take(this.#endpoint.command(command, this.#world.clock.now()))
  }

  stop(): void {
    this.#cancel()
  }

  #take(outputs: readonly SipOutput[]): void {
    for (const output of outputs) {
      if (output.type === 'send') this.#world.send(output.to, output.bytes)
      else if (output.type === 'close') this.#world.hangUp(output.to)
      else this.#world.event(output.event)
    }
    this.#arm()
  }

  /** A timer that is set already for an earlier moment is left alone: it sets the next one. */
  #arm(): void {
    const deadline = this.#endpoint.nextDeadline()
    if (deadline === undefined || (this.#armedFor !== undefined && this.#armedFor <= deadline)) {
      return
    }
    this.#cancel()
    this.#armedFor = deadline
    this.#cancel = this.#world.clock.schedule(deadline, () => {
      this.#armedFor = undefined
      this.#take(this.#endpoint.advance(this.#world.clock.now()))
    })
  }
}
