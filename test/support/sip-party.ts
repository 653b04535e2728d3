// A SipEndpoint on a FakeNetwork that remembers what it was told, and can be told to do things.
import { createHash } from 'node:crypto'
import { Chance } from '../../src/core/chance.ts'
import {
  SipEndpoint,
  type SipEndpointOptions,
  type SipLimits,
} from '../../src/protocol/sip/sip-endpoint.ts'
import { createSipPolicy, type SipPolicy } from '../../src/protocol/sip/sip-policy.ts'
import type { Address, SipCommand, SipEvent, SipOutput } from '../../src/protocol/sip/sip-port.ts'
import type { Hash } from '../../src/protocol/sip/wire.ts'
import type { FakeHost, FakeNetwork } from './fake-network.ts'

export const nodeHash: Hash = {
  md5: text => createHash('md5').update(text, 'latin1').digest('hex'),
  sha256: text => createHash('sha256').update(text, 'latin1').digest('hex'),
}

/** Everybody is the trunk `carrier`. */
export const openPolicy: SipPolicy = createSipPolicy({
  realm: 'parley',
  trunks: [{ trunkId: 'carrier', addresses: ['0.0.0.0/0', '::/0'] }],
  accounts: new Map(),
})

type EventOf<T extends SipEvent['type']> = Extract<SipEvent, { type: T }>

export class SipParty implements FakeHost {
  readonly endpoint: SipEndpoint
  readonly address: Address
  readonly events: SipEvent[] = []
  closedConnections = 0
  /** Called with each event, to answer it at once. */
  onEvent: ((event: SipEvent) => void) | undefined
  readonly #network: FakeNetwork

  constructor(
    network: FakeNetwork,
    options: {
      readonly host: string
      readonly transport?: Address['transport']
      readonly policy?: SipPolicy
      readonly limits?: Partial<SipLimits>
    },
  ) {
    this.#network = network
    const { host, transport = 'udp' } = options
    this.address = { transport, host, port: 5060 }
    const seed = [...host].reduce((sum, digit) => sum * 31 + digit.charCodeAt(0), 7)
    const chance = new Chance([seed, 2, 3, 4])
    const settings: SipEndpointOptions = {
      localAddresses: { [transport]: { host, port: 5060 } },
      userAgent: 'Parley',
      random: () => chance.next(),
      hash: nodeHash,
      policy: options.policy ?? openPolicy,
      ...(options.limits ? { limits: options.limits } : {}),
    }
    this.endpoint = new SipEndpoint(settings)
    network.attach(this.address, this)
  }

  receive(bytes: Uint8Array, from: Address, now: number): void {
    this.#take(this.endpoint.receive(bytes, from, now))
  }

  advance(now: number): void {
    this.#take(this.endpoint.advance(now))
  }

  nextDeadline(): number | undefined {
    return this.endpoint.nextDeadline()
  }

  command(command: SipCommand): void {
    this.#take(this.endpoint.command(command, this.#network.now))
  }

  /** The connection to that party breaks. */
  lose(peer: SipParty): void {
    this.#take(this.endpoint.closed(peer.address, this.#network.now))
  }

  eventsOf<T extends SipEvent['type']>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type)
  }

  /** The last event of that type, which must have come. */
  last<T extends SipEvent['type']>(type: T): EventOf<T> {
    const event = this.eventsOf(type).at(-1)
    if (event === undefined) throw new Error(`no ${type} among ${JSON.stringify(this.events)}`)
    return event
  }

  #take(outputs: readonly SipOutput[]): void {
    for (const output of outputs) {
      if (output.type === 'send') this.#network.send(this.address, output.to, output.bytes)
      else if (output.type === 'close') this.closedConnections++
      else {
        this.events.push(output.event)
        this.onEvent?.(output.event)
      }
    }
  }
}
