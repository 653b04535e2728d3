// An answered call: what either side may still do within its dialog until one says BYE.
import { encodeUtf8 } from './byte-string.ts'
import type { Dialog, DialogRequest } from './dialog.ts'
import type { DigestClient } from './digest.ts'
import type { OutgoingRequest, SipRequest, SipResponse } from './message.ts'
import { ReliableAnswer } from './reliable-answer.ts'
import { isIntervalTooSmall, MIN_SE, SessionTimer } from './session-timer.ts'
import { ACCEPT, ALLOW, digitOf, mediaTypeOf, sdpOf, sdpTextOf } from './sip-body.ts'
import type { Address, SipEvent } from './sip-port.ts'
import type { Timer } from './timer-queue.ts'
import type { ClientOutcome, ServerTransaction } from './transaction.ts'
import { dialogKey, type Wire } from './wire.ts'

type Ended = Extract<SipEvent, { type: 'call.ended' }>

export interface SessionOptions {
  readonly callId: string
  readonly dialog: Dialog
  /** Our description, repeated when a refresh needs one. */
  readonly localSdp: string
  /** Methods the peer allows. */
  readonly peerAllow: string
  /** We chose the Call-ID, which decides how long to wait after a glare (RFC 3261 §14.1). */
  readonly weBegan: boolean
  readonly auth: DigestClient | undefined
  readonly onEnd: () => void
}

/** An ACK that has been sent, to be repeated. */
export interface Acknowledged {
  readonly cseq: number
  readonly bytes: Uint8Array
  readonly to: Address
}

interface Asked {
  readonly request: SipRequest
  readonly transaction: ServerTransaction
}

export class Session {
  readonly timer: SessionTimer
  readonly #wire: Wire
  readonly #options: SessionOptions
  #localSdp: string
  /** The peer's re-INVITE or UPDATE that the owner has not answered. */
  #asked: Asked | undefined
  #answer: ReliableAnswer | undefined
  /** The re-INVITE whose 2xx waits for its ACK had no offer, so that the ACK brings an answer. */
  #answerInAck: boolean = false
  /** Our INVITE is under way. */
  #asking: boolean = false
  #nextOffer: string | undefined
  #retry: Timer | undefined
  #lastAck: Acknowledged | undefined
  #isOver: boolean = false

  constructor(wire: Wire, options: SessionOptions) {
    this.#wire = wire
    this.#options = options
    this.#localSdp = options.localSdp
    this.timer = new SessionTimer(wire, {
      refreshDue: () => this.#refresh(),
      expired: () => this.giveUp('session expired'),
    })
  }

  receive(request: SipRequest, transaction: ServerTransaction): void {
    switch (request.method) {
      case 'INVITE':
        return this.#reoffered(request, transaction)
      case 'UPDATE':
        return sdpOf(request) === undefined
          ? this.#refreshed(request, transaction)
          : this.#reoffered(request, transaction)
      case 'BYE':
        transaction.respond(200)
        return this.end({ by: 'remote', ...reasonOf(request) })
      default:
        respondToOthers(this.#wire, this.#options.callId, request, transaction)
    }
  }

  acknowledge(ack: SipRequest): void {
    this.#answer?.stop()
    this.#answer = undefined
    if (!this.#answerInAck) return
    this.#answerInAck = false
    const sdp = sdpTextOf(ack)
    const { callId } = this.#options
    if (sdp !== undefined) this.#wire.emit({ type: 'call.reanswered', callId, sdp })
  }

  /** Sends a re-INVITE, now or when the one under way is done. */
  reoffer(sdp: string): void {
    if (this.#asking || this.#asked || this.#retry?.run) this.#nextOffer = sdp
    else this.#invite(sdp, true)
  }

  /** Answers the peer's re-INVITE or UPDATE. */
  reanswer(sdp: string | undefined): void {
    const asked = this.#asked
    if (asked === undefined) return
    this.#asked = undefined
    if (sdp === undefined) asked.transaction.respond(488)
    else this.#accept(asked, sdp)
    this.#offerNext()
  }

  /** Acknowledges a 2xx to an INVITE of ours, the first time and again. */
  confirm(response: SipResponse): void {
    const cseq = response.cseq.number
    if (this.#lastAck?.cseq === cseq) return this.#wire.send(this.#lastAck.bytes, this.#lastAck.to)
    // RFC 3261 §22.1: ACK carries the credentials of its INVITE, for nobody can challenge it.
    const bytes = this.#options.dialog.acknowledge(cseq, this.#proof('ACK'))
    this.#lastAck = { cseq, bytes, to: this.#options.dialog.nextHop() }
  }

  /** What was said last to a 2xx to an INVITE of ours. */
  get lastAck(): Acknowledged | undefined {
    return this.#lastAck
  }

  hangUp(reason: string | undefined): void {
    if (this.#isOver) return
    this.#bye(reason)
    this.end({ by: 'local', ...(reason === undefined ? {} : { reason }) })
  }

  /** Ends it because the peer does not do its part. */
  giveUp(reason: string): void {
    if (this.#isOver) return
    this.#bye(reason)
    this.end({ by: 'network', reason })
  }

  /** Ends it without a word to the peer. */
  end(how: Omit<Ended, 'type' | 'callId'>): void {
    if (this.#isOver) return
    this.#isOver = true
    this.timer.stop()
    this.#answer?.stop()
    this.#wire.timers.cancel(this.#retry)
    this.#asked?.transaction.respond(487)
    const { dialog, callId } = this.#options
    this.#wire.dialogs.delete(dialogKey(dialog.callId, dialog.localTag))
    this.#wire.emit({ type: 'call.ended', callId, ...how })
    this.#options.onEnd()
  }

  #reoffered(request: SipRequest, transaction: ServerTransaction): void {
    // RFC 3261 §14.2 and RFC 3311 §5.2: theirs twice, or theirs while ours is under way.
    if (this.#asked) return retryLater(this.#wire, transaction)
    if (this.#asking) {
      transaction.respond(491)
      return
    }
    const body = sdpOf(request)
    if (body === 'unsupported') {
      transaction.respond(415, { headers: [['accept', 'application/sdp']] })
    } else if (isIntervalTooSmall(request.headers)) {
      transaction.respond(422, { headers: [['min-se', String(MIN_SE)]] })
    } else {
      if (request.method === 'INVITE') transaction.trySoon()
      this.#asked = { request, transaction }
      transaction.onCancel = () => this.#cancelled(transaction)
      const { callId } = this.#options
      this.#wire.emit({ type: 'call.reoffered', callId, ...body })
    }
  }

  #cancelled(transaction: ServerTransaction): void {
    transaction.respond(487)
    if (this.#asked?.transaction === transaction) this.#asked = undefined
    this.#offerNext()
  }

  #accept({ request, transaction }: Asked, sdp: string): void {
    this.#localSdp = sdp
    const contact = this.#wire.contact(transaction.replyTo.transport)
    const response = transaction.respond(200, {
      headers: [
        ['contact', contact],
        ['allow', ALLOW],
        ['supported', 'timer'],
        ...this.timer.accept(request.headers),
        ['content-type', 'application/sdp'],
      ],
      body: encodeUtf8(sdp),
    })
    if (request.method !== 'INVITE' || response === undefined) return
    this.#answer?.stop()
    this.#answerInAck = sdpOf(request) === undefined
    this.#answer = new ReliableAnswer(this.#wire, response, transaction.replyTo, () => {
      this.giveUp('no ACK')
    })
  }

  // UPDATE without an offer: only the session timer and the target.
  #refreshed(request: SipRequest, transaction: ServerTransaction): void {
    if (isIntervalTooSmall(request.headers)) {
      transaction.respond(422, { headers: [['min-se', String(MIN_SE)]] })
      return
    }
    const contact = this.#wire.contact(transaction.replyTo.transport)
    transaction.respond(200, {
      headers: [
        ['contact', contact],
        ['allow', ALLOW],
        ['supported', 'timer'],
        ...this.timer.accept(request.headers),
      ],
    })
  }

  #refresh(): void {
    if (this.#asking || this.#asked) return
    if (/\bUPDATE\b/.test(this.#options.peerAllow)) this.#update()
    else this.#invite(this.#localSdp, false)
  }

  #update(): void {
    this.#request({ method: 'UPDATE', headers: this.timer.headers() }, response => {
      if (isOk(response)) {
        this.#options.dialog.refresh(response)
        this.timer.accepted(response.headers)
      }
    })
  }

  #invite(sdp: string, isOwners: boolean): void {
    this.#asking = true
    const headers = [['allow', ALLOW] as const, ...this.timer.headers()]
    this.#request({ method: 'INVITE', headers, sdp: encodeUtf8(sdp) }, response => {
      const isFirst = this.#asking
      if (isOk(response)) {
        this.#options.dialog.refresh(response)
        this.confirm(response)
      }
      if (!isFirst || this.#isOver) return
      this.#asking = false
      if (response.status === 491) return this.#inviteLater(sdp, isOwners)
      if (isOk(response)) {
        this.#localSdp = sdp
        this.timer.accepted(response.headers)
      }
      if (isOwners) this.#reanswered(response)
      this.#offerNext()
    })
  }

  #reanswered(response: SipResponse): void {
    const sdp = isOk(response) ? sdpTextOf(response) : undefined
    const { callId } = this.#options
    this.#wire.emit({ type: 'call.reanswered', callId, ...(sdp === undefined ? {} : { sdp }) })
  }

  // RFC 3261 §14.1: 2.1 to 4 s for who chose the Call-ID, up to 2 s for the other, in steps of 10 ms.
  #inviteLater(sdp: string, isOwners: boolean): void {
    const wait = this.#options.weBegan
      ? 2100 + 10 * this.#wire.below(191)
      : 10 * this.#wire.below(201)
    this.#retry = this.#wire.timers.set(this.#wire.now() + wait, () => {
      const offer = this.#nextOffer ?? sdp
      this.#nextOffer = undefined
      // The peer may have begun one of its own by now.
      if (this.#asked) this.#nextOffer = offer
      else this.#invite(offer, isOwners || offer !== sdp)
    })
  }

  #offerNext(): void {
    const sdp = this.#nextOffer
    if (sdp === undefined || this.#isOver || this.#asking || this.#asked) return
    this.#nextOffer = undefined
    this.#invite(sdp, true)
  }

  /** Sends a request, with credentials when asked for; a peer that has lost the call ends it. */
  #request(request: DialogRequest, onFinal: (response: SipResponse) => void, attempt = 1): void {
    const proof = this.#proof(request.method)
    const headers = [...(request.headers ?? []), ...proof]
    this.#options.dialog.send({ ...request, headers }, outcome => {
      if (outcome.type !== 'response') return this.#lost(outcome)
      const { response } = outcome
      if (response.status < 200) return
      const isChallenge = response.status === 401 || response.status === 407
      if (
        isChallenge &&
        attempt < 3 &&
        this.#options.auth?.challenge(response.status, response.headers)
      )
        return this.#request(request, onFinal, attempt + 1)
      onFinal(response)
      if (response.status === 481 || response.status === 408) this.#gone(response)
    })
  }

  #proof(method: string): readonly (readonly [name: string, value: string])[] {
    const proof = this.#options.auth?.headerFor(method, this.#options.dialog.requestUri)
    return proof === undefined ? [] : [proof]
  }

  #lost(outcome: Exclude<ClientOutcome, { type: 'response' }>): void {
    if (this.#isOver) return
    this.#bye(undefined)
    this.end({ by: 'network', status: outcome.type === 'timeout' ? 408 : 503 })
  }

  #gone(response: SipResponse): void {
    if (this.#isOver) return
    if (response.status === 408) this.#bye(undefined)
    this.end({ by: 'remote', status: response.status, reason: response.reason })
  }

  #bye(reason: string | undefined): void {
    const headers = reason === undefined ? [] : [['reason', reasonHeader(reason)] as const]
    this.#request({ method: 'BYE', headers }, () => {})
  }
}

/** INFO, OPTIONS and what does not belong here, in a call of any stage. */
export function respondToOthers(
  wire: Wire,
  callId: string,
  request: SipRequest,
  transaction: ServerTransaction,
): void {
  switch (request.method) {
    case 'OPTIONS':
      transaction.respond(200, { headers: capabilities() })
      return
    case 'INFO':
      return receiveInfo(wire, callId, request, transaction)
    case 'PRACK':
      transaction.respond(481)
      return
    default:
      transaction.respond(405, { headers: [['allow', ALLOW]] })
  }
}

/** What OPTIONS is answered with. */
export function capabilities(): readonly (readonly [name: string, value: string])[] {
  return [
    ['allow', ALLOW],
    ['accept', ACCEPT],
    ['accept-encoding', 'identity'],
    ['supported', '100rel, timer'],
  ]
}

/** RFC 3326, so that the other side's log says why. */
export function reasonHeader(reason: string): string {
  return `SIP;cause=200;text="${encodeUtf8(reason).replace(/["\\\r\n]/g, ' ')}"`
}

/** RFC 3261 §14.2: up to 10 s later. */
export function retryLater(wire: Wire, transaction: ServerTransaction): void {
  transaction.respond(500, { headers: [['retry-after', String(wire.below(11))]] })
}

function receiveInfo(
  wire: Wire,
  callId: string,
  request: SipRequest,
  transaction: ServerTransaction,
): void {
  const type = mediaTypeOf(request.headers)
  if (type === 'application/dtmf-relay' || type === 'application/dtmf') {
    const digit = digitOf(type, request.body)
    transaction.respond(digit === undefined ? 400 : 200)
    if (digit !== undefined) wire.emit({ type: 'call.digit', callId, digit })
  } else if (request.body === '') transaction.respond(200)
  else transaction.respond(415, { headers: [['accept', ACCEPT]] })
}

function reasonOf(request: OutgoingRequest): { readonly reason?: string } {
  const reason = request.headers.get('reason')
  return reason === undefined ? {} : { reason }
}

function isOk(response: SipResponse): boolean {
  return response.status >= 200 && response.status < 300
}
