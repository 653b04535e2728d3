// Browsers that call a number of the centre as a customer would.
import type { LegEnd } from '../../core/input.ts'
import type { CentreSignal } from './bus-message.ts'
import type { BrowserLeg, Leg } from './leg.ts'
import type { Legs } from './legs.ts'
import type { MediaEvent } from './media/media-command.ts'
import type { VoiceWorld } from './voice-world.ts'

/** What a customer calling from a browser is known by. */
const BROWSER_ADDRESS = 'browser'

export class PhoneLegs {
  readonly #world: VoiceWorld
  readonly #legs: Legs
  readonly #ended: (leg: Leg, reason: LegEnd) => void

  constructor(world: VoiceWorld, legs: Legs, ended: (leg: Leg, reason: LegEnd) => void) {
    this.#world = world
    this.#legs = legs
    this.#ended = ended
  }

  call({ pageId, to, sdp }: Extract<CentreSignal, { type: 'phone.call' }>): void {
    const legId = this.#world.newId()
    this.#legs.add({
      kind: 'browser',
      legId,
      streamId: legId,
      to,
      pageId,
      answered: false,
      offered: false,
    })
    this.#world.media.send({
      type: 'webrtc.open',
      streamId: legId,
      offer: sdp,
      addresses: this.#world.browserAddresses(),
    })
  }

  mediaEvent(event: Extract<MediaEvent, { type: `webrtc.${string}` }>): void {
    const leg = this.#legs.onStream(event.streamId)
    if (leg?.kind !== 'browser') return
    const { pageId, legId } = leg
    if (event.type === 'webrtc.answer') {
      this.#world.signal({ type: 'phone.answer', pageId, call: legId, sdp: event.answer })
    } else if (event.type === 'webrtc.connected') this.#connected(leg)
    else {
      this.#tell(leg, 'ended', 'The connection was lost.')
      // A browser that vanishes has hung up: closing the page is how people do it.
      this.#ended(leg, leg.answered ? 'hungUp' : 'unreachable')
    }
  }

  #connected(leg: BrowserLeg): void {
    if (leg.offered) return
    leg.offered = true
    this.#tell(leg, 'ringing')
    this.#world.report({
      type: 'leg.offered',
      legId: leg.legId,
      from: BROWSER_ADDRESS,
      to: leg.to,
      trunkId: 'browser',
    })
  }

  answer(leg: BrowserLeg): void {
    if (leg.answered) return
    leg.answered = true
    this.#tell(leg, 'connected')
    this.#world.report({ type: 'leg.answered', legId: leg.legId })
  }

  refuse(leg: BrowserLeg, status: number): void {
    const reason =
      status === 404 ? 'This number is not in service.' : 'The call cannot be taken now.'
    this.#tell(leg, 'refused', reason)
  }

  hangUp(leg: BrowserLeg): void {
    this.#tell(leg, 'ended', 'The call has ended.')
  }

  pageHungUp(call: string): void {
    const leg = this.#legs.get(call)
    if (leg?.kind === 'browser') this.#ended(leg, 'hungUp')
  }

  /** The page is back on another socket: tell it how its call stands. */
  resume(pageId: string, call: string): void {
    const leg = this.#legs.get(call)
    if (leg?.kind !== 'browser') {
      const reason = 'The call has ended.'
      return this.#world.signal({ type: 'phone.state', pageId, state: 'ended', reason })
    }
    leg.pageId = pageId
    this.#tell(leg, leg.answered ? 'connected' : 'ringing')
  }

  #tell(
    leg: BrowserLeg,
    state: 'ringing' | 'connected' | 'ended' | 'refused',
    reason?: string,
  ): void {
    this.#world.signal({
      type: 'phone.state',
      pageId: leg.pageId,
      state,
      ...(reason === undefined ? {} : { reason }),
    })
  }
}
