// The agents' softphones: one standing media connection per agent's page, kept between calls, so
// that an accepted call is heard at once (docs/decisions/003). A page that is loaded anew brings a
// new connection, and the calls in progress move to it.
import type { LegEnd } from '../../core/input.ts'
import { seconds } from '../../core/instant.ts'
import type { CentreSignal } from './bus-message.ts'
import type { Leg } from './leg.ts'
import type { Legs } from './legs.ts'
import type { MediaEvent } from './media/media-command.ts'
import type { VoiceWorld } from './voice-world.ts'

/** How long a call waits for its agent's page to come back. */
const COME_BACK_MS = seconds(60)

interface Connection {
  readonly connectionId: string
  state: 'connecting' | 'connected'
}

export class Softphones {
  readonly #world: VoiceWorld
  readonly #legs: Legs
  readonly #ended: (leg: Leg, reason: LegEnd) => void
  readonly #moved: (leg: Leg) => void
  /** The connection calls go to, per agent. */
  readonly #current = new Map<string, Connection>()
  /** One that is being set up to take its place. */
  readonly #coming = new Map<string, Connection>()
  readonly #agentOf = new Map<string, string>()

  constructor(
    world: VoiceWorld,
    legs: Legs,
    ended: (leg: Leg, reason: LegEnd) => void,
    moved: (leg: Leg) => void,
  ) {
    this.#world = world
    this.#legs = legs
    this.#ended = ended
    this.#moved = moved
  }

  offer({ agentId, connectionId, sdp }: Extract<CentreSignal, { type: 'softphone.offer' }>): void {
    const former = this.#coming.get(agentId)
    if (former) this.#drop(former.connectionId)
    this.#coming.set(agentId, { connectionId, state: 'connecting' })
    this.#agentOf.set(connectionId, agentId)
    this.#world.media.send({
      type: 'webrtc.open',
      streamId: connectionId,
      offer: sdp,
      addresses: this.#world.browserAddresses(),
    })
  }

  close(agentId: string, connectionId: string): void {
    // Pages name the connection: they may only close their own.
    if (this.#agentOf.get(connectionId) !== agentId) return
    if (this.#coming.get(agentId)?.connectionId === connectionId) this.#coming.delete(agentId)
    if (this.#current.get(agentId)?.connectionId === connectionId) this.#lost(agentId, 'closed')
    this.#drop(connectionId)
  }

  /** Says which agents can be heard now. */
  tellAgain(): void {
    for (const [agentId, { connectionId }] of this.#current) {
      this.#tell(agentId, connectionId, 'connected')
    }
  }

  /** An agent is to be heard in a call: at once, or not at all. */
  dial(legId: string, agentId: string): void {
    const connection = this.#current.get(agentId)
    if (!connection) {
      return this.#world.report({ type: 'leg.ended', legId, reason: 'unreachable' })
    }
    const streamId = connection.connectionId
    this.#legs.add({ kind: 'softphone', legId, agentId, streamId, answered: true })
    this.#world.report({ type: 'leg.answered', legId })
  }

  /** Answers whether the event was about a softphone. */
  mediaEvent(event: Extract<MediaEvent, { type: `webrtc.${string}` }>): boolean {
    const connectionId = event.streamId
    const agentId = this.#agentOf.get(connectionId)
    if (agentId === undefined) return false
    if (event.type === 'webrtc.answer') {
      const sdp = event.answer
      this.#world.signal({ type: 'softphone.answer', agentId, connectionId, sdp })
    } else if (event.type === 'webrtc.connected') this.#connected(agentId, connectionId)
    else this.#failed(agentId, connectionId)
    return true
  }

  #connected(agentId: string, connectionId: string): void {
    const coming = this.#coming.get(agentId)
    if (coming?.connectionId !== connectionId) return
    this.#coming.delete(agentId)
    const former = this.#current.get(agentId)
    this.#current.set(agentId, { connectionId, state: 'connected' })
    for (const leg of this.#legsOf(agentId)) {
      this.#legs.move(leg, connectionId)
      this.#moved(leg)
    }
    if (former) this.#drop(former.connectionId)
    this.#tell(agentId, connectionId, 'connected')
  }

  #failed(agentId: string, connectionId: string): void {
    if (this.#coming.get(agentId)?.connectionId === connectionId) this.#coming.delete(agentId)
    if (this.#current.get(agentId)?.connectionId === connectionId) this.#lost(agentId, 'failed')
    else this.#tell(agentId, connectionId, 'failed')
    this.#drop(connectionId)
  }

  /** The agent cannot be heard now. Calls in progress wait a while for the page to come back. */
  #lost(agentId: string, state: 'failed' | 'closed'): void {
    const connection = this.#current.get(agentId)
    if (!connection) return
    this.#current.delete(agentId)
    this.#tell(agentId, connection.connectionId, state)
    const { clock } = this.#world
    for (const leg of this.#legsOf(agentId)) {
      const { streamId } = leg
      clock.schedule(clock.now() + COME_BACK_MS, () => {
        const stillLost = this.#legs.get(leg.legId) === leg && leg.streamId === streamId
        if (stillLost) this.#ended(leg, 'mediaTimeout')
      })
    }
  }

  #legsOf(agentId: string): Leg[] {
    return [...this.#legs.all()].filter(leg => leg.kind === 'softphone' && leg.agentId === agentId)
  }

  #drop(connectionId: string): void {
    this.#agentOf.delete(connectionId)
    this.#world.media.send({ type: 'stream.close', streamId: connectionId })
  }

  #tell(agentId: string, connectionId: string, state: 'connected' | 'failed' | 'closed'): void {
    this.#world.signal({ type: 'softphone.state', agentId, connectionId, state })
  }
}
