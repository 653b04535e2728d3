// Legs that are SIP calls: from trunks and to desk phones and numbers. Joins the SIP endpoint's
// calls with media streams; a leg, its call and its stream share one id.
import type { DialTarget } from '../../core/effect.ts'
import type { LegEnd } from '../../core/input.ts'
import { seconds } from '../../core/instant.ts'
import { answerOffer, makeOffer, readAnswer } from '../../protocol/sdp/negotiate.ts'
import type { Address, SipCommand, SipEvent } from '../../protocol/sip/sip-port.ts'
import type { TrunkSettings, VoiceSettings } from './bus-message.ts'
import type { Leg, SipLeg } from './leg.ts'
import type { Legs } from './legs.ts'
import type { RtpParameters } from './media/media-command.ts'
import type { VoiceWorld } from './voice-world.ts'

/** A dialled call is given this much longer than the centre asked for: the centre's own clock decides. */
const DIAL_SLACK_MS = seconds(2)

type Offered = Extract<SipEvent, { type: 'call.offered' }>

interface Dial {
  readonly legId: string
  readonly to: Exclude<DialTarget, { type: 'softphone' }>
  readonly callerId: string
  readonly callerName?: string
  readonly timeoutMs: number
}

/** What is to be done once the stream's port is known. */
type Opening =
  | { readonly leg: SipLeg; readonly offered: Offered }
  | { readonly leg: SipLeg; readonly dial: Dial; readonly route: Route }

interface Route {
  readonly uri: string
  readonly target?: Address
  readonly credentials?: { readonly username: string; readonly password: string }
}

export class SipLegs {
  readonly #world: VoiceWorld
  readonly #legs: Legs
  readonly #ended: (leg: Leg, reason: LegEnd) => void
  readonly #opening = new Map<string, Opening>()
  /** Where each registered phone is, by user. */
  readonly #registered = new Map<string, { readonly uri: string; readonly target: Address }>()
  readonly #sparePorts: number[] = []
  #trunks: readonly TrunkSettings[] = []

  constructor(world: VoiceWorld, legs: Legs, ended: (leg: Leg, reason: LegEnd) => void) {
    this.#world = world
    this.#legs = legs
    this.#ended = ended
  }

  settle({ trunks }: VoiceSettings): void {
    this.#trunks = trunks
  }

  event(event: SipEvent): void {
    if (event.type === 'registration.changed') return this.#registrationChanged(event)
    if (event.type === 'call.offered') return this.#offered(event)
    const leg = this.#legs.get(event.callId)
    if (leg?.kind !== 'sip') return
    switch (event.type) {
      case 'call.answered':
        return this.#dialledAnswered(leg, event.sdp)
      case 'call.confirmed':
        return this.#confirmed(leg, event.sdp)
      case 'call.reoffered':
        return this.#reoffered(leg, event.sdp)
      case 'call.ended':
        stopWaiting(leg)
        this.#opening.delete(leg.legId)
        return this.#ended(leg, legEnd(leg, event))
      // Nobody waits for the ringing: a report of it would cost as much as any other.
      case 'call.progressed':
      case 'call.reanswered':
      case 'call.digit':
        return
      default:
    }
  }

  /** Takes a call in: opens its stream first, then tells the centre. */
  #offered(offered: Offered): void {
    const leg: SipLeg = {
      kind: 'sip',
      direction: 'in',
      legId: offered.callId,
      streamId: offered.callId,
      answered: false,
    }
    this.#legs.add(leg)
    this.#opening.set(leg.legId, { leg, offered })
    this.#open(leg)
  }

  dial(dial: Dial): void {
    const route = this.#route(dial.to)
    const { legId } = dial
    if (!route) return this.#world.report({ type: 'leg.ended', legId, reason: 'unreachable' })
    const leg: SipLeg = { kind: 'sip', direction: 'out', legId, streamId: legId, answered: false }
    this.#legs.add(leg)
    this.#opening.set(legId, { leg, dial, route })
    this.#open(leg)
  }

  #open(leg: SipLeg): void {
    const { media, mediaAddress } = this.#world
    const { streamId } = leg
    const port = this.#sparePorts.shift()
    if (port === undefined) {
      media.send({ type: 'rtp.open', streamId, address: mediaAddress })
    } else {
      media.send({ type: 'rtp.open', streamId, address: mediaAddress, port })
      this.portOpened(streamId, port)
    }
  }

  /** Ports for the next calls. */
  sparePorts(address: string, ports: readonly number[]): void {
    if (address === this.#world.mediaAddress) this.#sparePorts.push(...ports)
  }

  portOpened(streamId: string, port: number): void {
    const opening = this.#opening.get(streamId)
    this.#opening.delete(streamId)
    if (!opening) return
    if ('dial' in opening) this.#invite(opening, port)
    else this.#announce(opening, port)
  }

  /** No port to be had: the call cannot be taken now. */
  portFailed(streamId: string): void {
    const opening = this.#opening.get(streamId)
    this.#opening.delete(streamId)
    const leg = opening?.leg ?? this.#legs.onStream(streamId)
    if (leg?.kind !== 'sip') return
    this.#ended(leg, 'unreachable')
    if (!opening) this.hangUp(leg)
    else if ('offered' in opening) this.#reject(leg, 503)
  }

  /** Tells the centre of a call whose SDP we can meet; refuses one that we cannot with 488. */
  #announce({ leg, offered }: Extract<Opening, { offered: Offered }>, port: number): void {
    const local = { address: this.#world.mediaAddress, port }
    leg.local = local
    if (offered.sdp === undefined) {
      // RFC 3264 §4: an INVITE without an offer gets ours in the answer.
      leg.localSdp = makeOffer(local)
    } else {
      const agreed = answerOffer(offered.sdp, local)
      if ('refused' in agreed) {
        this.#legs.delete(leg)
        this.#reject(leg, 488)
        return this.#world.media.send({ type: 'stream.close', streamId: leg.streamId })
      }
      leg.localSdp = agreed.answer
      leg.rtp = agreed.audio
    }
    this.#world.report({
      type: 'leg.offered',
      legId: leg.legId,
      from: asNumber(offered.from.user),
      to: asNumber(offered.to.user),
      ...(offered.from.displayName === undefined ? {} : { displayName: offered.from.displayName }),
      trunkId: offered.caller.type === 'trunk' ? offered.caller.trunkId : offered.caller.user,
      headers: offered.headers,
    })
  }

  #invite({ leg, dial, route }: Extract<Opening, { dial: Dial }>, port: number): void {
    const { clock } = this.#world
    leg.local = { address: this.#world.mediaAddress, port }
    leg.localSdp = makeOffer(leg.local)
    leg.stopWaiting = clock.schedule(clock.now() + dial.timeoutMs + DIAL_SLACK_MS, () => {
      if (leg.answered || this.#legs.get(leg.legId) !== leg) return
      this.#ended(leg, 'noAnswer')
      this.hangUp(leg)
    })
    this.#sip({
      type: 'call.dial',
      callId: leg.legId,
      from: {
        user: dial.callerId,
        ...(dial.callerName === undefined ? {} : { displayName: dial.callerName }),
      },
      to: route.uri,
      sdp: leg.localSdp,
      ...(route.target ? { target: route.target } : {}),
      ...(route.credentials ? { credentials: route.credentials } : {}),
    })
  }

  answer(leg: SipLeg): void {
    if (leg.answered || leg.localSdp === undefined) return
    leg.answered = true
    if (leg.rtp) this.#world.media.send({ type: 'rtp.set', streamId: leg.streamId, rtp: leg.rtp })
    this.#sip({ type: 'call.answer', callId: leg.legId, sdp: leg.localSdp })
  }

  reject(leg: SipLeg, status: number): void {
    this.#reject(leg, status)
  }

  hangUp(leg: SipLeg): void {
    stopWaiting(leg)
    this.#opening.delete(leg.legId)
    this.#sip({ type: 'call.hangUp', callId: leg.legId })
  }

  /** The caller has acknowledged our answer: media flows. */
  #confirmed(leg: SipLeg, sdp: string | undefined): void {
    if (!leg.rtp) {
      const rtp = audioOf(sdp)
      if (!rtp) {
        this.#ended(leg, 'unreachable')
        return this.hangUp(leg)
      }
      leg.rtp = rtp
      this.#world.media.send({ type: 'rtp.set', streamId: leg.streamId, rtp })
    }
    this.#world.report({ type: 'leg.answered', legId: leg.legId })
  }

  #dialledAnswered(leg: SipLeg, sdp: string | undefined): void {
    if (leg.answered) return
    const rtp = audioOf(sdp)
    if (!rtp) {
      this.#ended(leg, 'unreachable')
      return this.hangUp(leg)
    }
    leg.answered = true
    stopWaiting(leg)
    leg.rtp = rtp
    this.#world.media.send({ type: 'rtp.set', streamId: leg.streamId, rtp })
    this.#world.report({ type: 'leg.answered', legId: leg.legId })
  }

  /** Hold, resume, or another address for the audio (RFC 3264 §8). */
  #reoffered(leg: SipLeg, sdp: string | undefined): void {
    const callId = leg.legId
    const { local } = leg
    if (!local || leg.localSdp === undefined) return this.#sip({ type: 'call.reanswer', callId })
    if (sdp === undefined) {
      return this.#sip({ type: 'call.reanswer', callId, sdp: leg.localSdp })
    }
    const previous = leg.localSdp
    const agreed = answerOffer(sdp, { ...local, previous })
    if ('refused' in agreed) return this.#sip({ type: 'call.reanswer', callId })
    leg.rtp = agreed.audio
    leg.localSdp = agreed.answer
    this.#world.media.send({ type: 'rtp.set', streamId: leg.streamId, rtp: agreed.audio })
    this.#sip({ type: 'call.reanswer', callId, sdp: agreed.answer })
  }

  #reject(leg: SipLeg, status: number): void {
    this.#opening.delete(leg.legId)
    this.#sip({ type: 'call.reject', callId: leg.legId, status })
  }

  #sip(command: SipCommand): void {
    this.#world.sip(command)
  }

  #registrationChanged({
    user,
    contact,
  }: Extract<SipEvent, { type: 'registration.changed' }>): void {
    if (contact) this.#registered.set(user, contact)
    else this.#registered.delete(user)
    this.#world.signal({ type: 'registered', users: [...this.#registered.keys()] })
  }

  /** The users whose phones are registered now. */
  get registeredUsers(): string[] {
    return [...this.#registered.keys()]
  }

  #route(to: Dial['to']): Route | undefined {
    if (to.type === 'desk-phone') return this.#registered.get(to.user)
    const trunk = this.#trunks.find(each => each.outboundUri !== undefined)
    if (trunk?.outboundUri === undefined) return undefined
    const { outboundUsername: username, outboundPassword: password } = trunk
    return {
      uri: withUser(trunk.outboundUri, to.number),
      ...(username === undefined || password === undefined
        ? {}
        : { credentials: { username, password } }),
    }
  }
}

/** Nobody waits for the answer any more: a timer would keep all of the call until it runs out. */
function stopWaiting(leg: SipLeg): void {
  leg.stopWaiting?.()
  delete leg.stopWaiting
}

/** `sip:203.0.113.5;transport=tcp` and a number make `sip:+1555…@203.0.113.5;transport=tcp`. */
function withUser(uri: string, user: string): string {
  const [scheme, rest] = splitOnce(uri, ':')
  const host = rest.includes('@') ? splitOnce(rest, '@')[1] : rest
  return `${scheme}:${user}@${host}`
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** Digits, with or without `+`, as E.164; any other user as it is. */
function asNumber(user: string): string {
  const digits = user.replace(/[-.() ]/g, '')
  if (/^\+?[0-9]{7,15}$/.test(digits)) return digits.startsWith('+') ? digits : `+${digits}`
  return user
}

function audioOf(sdp: string | undefined): RtpParameters | undefined {
  if (sdp === undefined) return undefined
  const read = readAnswer(sdp)
  return 'audio' in read ? read.audio : undefined
}

function legEnd(leg: SipLeg, event: Extract<SipEvent, { type: 'call.ended' }>): LegEnd {
  // The endpoint itself gave it up: there is no way to where it should go.
  if (event.by === 'local') return event.status === undefined ? 'ours' : 'unreachable'
  if (leg.answered || leg.direction === 'in') {
    return event.by === 'remote' ? 'hungUp' : 'unreachable'
  }
  switch (event.status) {
    case 486:
    case 600:
      return 'busy'
    case 408:
    case 480:
    case 487:
      return 'noAnswer'
    case 401:
    case 403:
    case 407:
    case 603:
      return 'rejected'
    default:
      return 'unreachable'
  }
}
