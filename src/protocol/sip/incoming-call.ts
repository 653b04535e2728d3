// A call somebody made to us: from its INVITE until it is a session or over.
import { encodeUtf8 } from './byte-string.ts'
import { Dialog } from './dialog.ts'
import type { responseTo, SipRequest } from './message.ts'
import { ReliableAnswer } from './reliable-answer.ts'
import { reasonHeader, respondToOthers, retryLater, Session } from './session.ts'
import { optionsOf } from './session-timer.ts'
import { ALLOW, sdpOf, sdpTextOf } from './sip-body.ts'
import type { SipEvent } from './sip-port.ts'
import type { Timer } from './timer-queue.ts'
import { type ServerTransaction, T1, TRANSACTION_LIFE } from './transaction.ts'
import { type DialogOwner, dialogKey, type Wire } from './wire.ts'

/** offered → answered (2xx sent) → confirmed (ACK came) → over; or offered → over */
type State = 'offered' | 'answered' | 'confirmed' | 'over'

interface Progress {
  readonly status: number
  readonly sdp: string | undefined
}

export class IncomingCall implements DialogOwner {
  readonly #wire: Wire
  readonly #callId: string
  readonly #invite: ServerTransaction
  readonly #request: SipRequest
  readonly #dialog: Dialog
  readonly #onSettled: () => void
  readonly #onEnd: () => void
  #state: State = 'offered'
  #session: Session | undefined
  #answer: ReliableAnswer | undefined
  /** RFC 3262: one reliable provisional at a time waits for its PRACK. */
  #unacknowledged: { readonly rseq: number; readonly stop: () => void } | undefined
  #rseq: number
  #waiting: Progress[] = []
  #answerWaiting: string | undefined
  #answeredEarly: boolean = false
  #hangUpOnAck: { readonly reason: string | undefined } | undefined

  constructor(
    wire: Wire,
    options: {
      readonly callId: string
      readonly invite: ServerTransaction
      readonly request: SipRequest
      /** The caller has shown that it hears us, or the call is over before it did. Said once. */
      readonly onSettled: () => void
      readonly onEnd: () => void
    },
  ) {
    this.#wire = wire
    this.#callId = options.callId
    this.#invite = options.invite
    this.#onSettled = options.onSettled
    this.#onEnd = options.onEnd
    const { request } = options
    const { source } = options.invite
    this.#request = request
    this.#dialog = Dialog.ofServer(wire, request, wire.token(2), source)
    this.#rseq = 1 + wire.below(0x0fff_ffff)
    wire.dialogs.set(dialogKey(this.#dialog.callId, this.#dialog.localTag), this)
    options.invite.onCancel = () => this.#refuse(487, undefined, 'remote')
    options.invite.trySoon()
  }

  isWith(remoteTag: string): boolean {
    return remoteTag === this.#dialog.remoteTag
  }

  progress(status: number, sdp: string | undefined): void {
    if (this.#state !== 'offered' || status <= 100 || status >= 200) return
    if (this.#unacknowledged) this.#waiting.push({ status, sdp })
    else this.#sendProgress({ status, sdp })
  }

  answer(sdp: string): void {
    if (this.#state !== 'offered') return
    if (this.#unacknowledged) this.#answerWaiting = sdp
    else this.#sendAnswer(sdp)
  }

  reject(status: number, reason: string | undefined): void {
    if (this.#state === 'offered') this.#refuse(status, reason, 'local')
    else this.hangUp(reason)
  }

  hangUp(reason: string | undefined): void {
    if (this.#state === 'offered') this.#refuse(480, reason, 'local')
    // RFC 3261 §15: no BYE before the ACK.
    else if (this.#state === 'answered') this.#hangUpOnAck = { reason }
    else this.#session?.hangUp(reason)
  }

  reoffer(sdp: string): void {
    this.#session?.reoffer(sdp)
  }

  reanswer(sdp: string | undefined): void {
    this.#session?.reanswer(sdp)
  }

  receive(request: SipRequest, transaction: ServerTransaction): void {
    if (!this.#dialog.note(request, transaction.source)) return retryLater(this.#wire, transaction)
    if (request.method === 'PRACK') this.#acknowledgeProgress(request, transaction)
    else if (this.#session) this.#session.receive(request, transaction)
    else this.#receiveEarly(request, transaction)
  }

  acknowledge(ack: SipRequest): void {
    if (this.#state !== 'answered') {
      this.#session?.acknowledge(ack)
      return
    }
    this.#state = 'confirmed'
    this.#onSettled()
    this.#answer?.stop()
    const wasOffered = sdpOf(this.#request) !== undefined
    const sdp = wasOffered ? undefined : sdpTextOf(ack)
    const callId = this.#callId
    this.#wire.emit({ type: 'call.confirmed', callId, ...(sdp === undefined ? {} : { sdp }) })
    if (this.#hangUpOnAck) this.#session?.hangUp(this.#hangUpOnAck.reason)
  }

  #receiveEarly(request: SipRequest, transaction: ServerTransaction): void {
    switch (request.method) {
      case 'BYE':
        transaction.respond(200)
        return this.#refuse(487, undefined, 'remote')
      // The first offer has no answer yet (RFC 3311 §5.2, RFC 3261 §14.2).
      case 'INVITE':
        return retryLater(this.#wire, transaction)
      case 'UPDATE':
        if (sdpOf(request) !== undefined) return retryLater(this.#wire, transaction)
        transaction.respond(200, {
          headers: [['contact', this.#wire.contact(transaction.replyTo.transport)]],
        })
        return
      default:
        respondToOthers(this.#wire, this.#callId, request, transaction)
    }
  }

  #sendProgress({ status, sdp }: Progress): void {
    const request = this.#request
    const requires = optionsOf(request.headers, 'require').includes('100rel')
    const supports = optionsOf(request.headers, 'supported').includes('100rel')
    // To an INVITE without an offer ours would be one, and its answer would come in the PRACK: not done.
    const mayHaveSdp = sdpOf(request) !== undefined
    const body = mayHaveSdp ? sdp : undefined
    if (requires || (supports && body !== undefined)) this.#sendReliably(status, body)
    else this.#invite.respond(status, this.#content(body))
  }

  #sendReliably(status: number, sdp: string | undefined): void {
    const rseq = ++this.#rseq
    const content = this.#content(this.#answeredEarly ? undefined : sdp, [
      ['require', '100rel'],
      ['rseq', String(rseq)],
    ])
    const response = this.#invite.respond(status, content)
    if (response === undefined) return
    if (sdp !== undefined) this.#answeredEarly = true
    // RFC 3262 §3: repeated with doubling intervals until PRACK, at most 64 × T1.
    this.#unacknowledged = { rseq, stop: this.#repeat(response) }
  }

  #repeat(bytes: Uint8Array): () => void {
    const { timers } = this.#wire
    let repeat: Timer
    const repeatAfter = (interval: number): void => {
      repeat = timers.set(this.#wire.now() + interval, () => {
        this.#wire.count('retransmissions')
        this.#wire.send(bytes, this.#invite.replyTo)
        repeatAfter(interval * 2)
      })
    }
    repeatAfter(T1)
    const giveUp = timers.set(this.#wire.now() + TRANSACTION_LIFE, () =>
      this.#refuse(504, undefined, 'network'),
    )
    return () => {
      timers.cancel(repeat)
      timers.cancel(giveUp)
    }
  }

  #acknowledgeProgress(prack: SipRequest, transaction: ServerTransaction): void {
    const [rseq, cseq, method] = (prack.headers.get('rack') ?? '').trim().split(/\s+/)
    const { number } = this.#request.cseq
    const matches =
      rseq === String(this.#unacknowledged?.rseq) && cseq === String(number) && method === 'INVITE'
    if (!matches) {
      transaction.respond(481)
      return
    }
    transaction.respond(200)
    this.#unacknowledged?.stop()
    this.#unacknowledged = undefined
    const next = this.#waiting.shift()
    if (next) this.#sendProgress(next)
    if (this.#unacknowledged === undefined && this.#answerWaiting !== undefined)
      this.#sendAnswer(this.#answerWaiting)
  }

  #sendAnswer(sdp: string): void {
    const request = this.#request
    const { replyTo } = this.#invite
    const session = new Session(this.#wire, {
      callId: this.#callId,
      dialog: this.#dialog,
      localSdp: sdp,
      peerAllow: request.headers.lines('allow').join(','),
      weBegan: false,
      auth: undefined,
      onEnd: () => this.#over(),
    })
    this.#session = session
    const content = this.#content(this.#answeredEarly ? undefined : sdp, [
      ['supported', 'timer'],
      ...session.timer.accept(request.headers),
    ])
    const response = this.#invite.respond(200, content)
    if (response === undefined) return
    this.#state = 'answered'
    this.#answer = new ReliableAnswer(this.#wire, response, replyTo, () => {
      session.giveUp('no ACK')
    })
  }

  #content(
    sdp: string | undefined,
    more: readonly (readonly [name: string, value: string])[] = [],
  ): Parameters<typeof responseTo>[2] {
    const headers = [
      ['contact', this.#wire.contact(this.#invite.replyTo.transport)] as const,
      ['allow', ALLOW] as const,
      ...more,
    ]
    const toTag = this.#dialog.localTag
    if (sdp === undefined) return { toTag, headers }
    return {
      toTag,
      headers: [...headers, ['content-type', 'application/sdp']],
      body: encodeUtf8(sdp),
    }
  }

  #refuse(status: number, reason: string | undefined, by: 'local' | 'remote' | 'network'): void {
    if (this.#state !== 'offered') return
    const headers = reason === undefined ? [] : [['reason', reasonHeader(reason)] as const]
    this.#invite.respond(status, { toTag: this.#dialog.localTag, headers })
    this.#over()
    const why: Pick<Extract<SipEvent, { type: 'call.ended' }>, 'reason'> = reason === undefined
      ? {}
      : { reason }
    this.#wire.emit({ type: 'call.ended', callId: this.#callId, by, status, ...why })
  }

  #over(): void {
    if (this.#state === 'offered' || this.#state === 'answered') this.#onSettled()
    this.#state = 'over'
    this.#unacknowledged?.stop()
    this.#unacknowledged = undefined
    this.#waiting = []
    this.#answer?.stop()
    this.#wire.dialogs.delete(dialogKey(this.#dialog.callId, this.#dialog.localTag))
    this.#onEnd()
  }
}
