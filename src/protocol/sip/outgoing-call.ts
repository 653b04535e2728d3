// A call we make: from its INVITE, over challenges and forks, until it is a session or over.
import { encodeUtf8 } from './byte-string.ts'
import { addressOf, Dialog, type Invite } from './dialog.ts'
import { DigestClient } from './digest.ts'
import { HeaderList } from './header-list.ts'
import { canonicalHeaderName } from './header-name.ts'
import { LateAnswers, tagsOf } from './late-answers.ts'
import { type OutgoingRequest, type SipRequest, type SipResponse, tagOf } from './message.ts'
import { quote } from './params.ts'
import { reasonHeader, respondToOthers, retryLater, Session } from './session.ts'
import { optionsOf } from './session-timer.ts'
import { ALLOW, sdpOf, sdpTextOf } from './sip-body.ts'
import type { Address, SipCommand, SipEvent } from './sip-port.ts'
import { escapeUser, parseSipUri } from './sip-uri.ts'
import {
  type ClientOutcome,
  ClientTransaction,
  cancelOf,
  ownCopy,
  type ServerTransaction,
} from './transaction.ts'
import { type DialogOwner, dialogKey, type Wire } from './wire.ts'

type Dial = Extract<SipCommand, { type: 'call.dial' }>
type Ended = Extract<SipEvent, { type: 'call.ended' }>

/** calling → answered → over, or calling → over */
type State = 'calling' | 'answered' | 'over'

/** One answerer's part of a call that may have forked. */
interface EarlyDialog {
  readonly dialog: Dialog
  /** Of the last reliable provisional (RFC 3262). */
  rseq: number | undefined
  /** What the early answer said. */
  sdp: string | undefined
}

export class OutgoingCall implements DialogOwner {
  readonly #wire: Wire
  readonly #dial: Dial
  readonly #to: Address
  readonly #onEnd: () => void
  readonly #localTag: string
  readonly #sipCallId: string
  readonly #auth: DigestClient | undefined
  readonly #early = new Map<string, EarlyDialog>()
  readonly #declined = new Set<string>()
  #state: State = 'calling'
  #cseq = 0
  #attempts = 0
  #invite: ClientTransaction | undefined
  #request: OutgoingRequest | undefined
  #session: { readonly session: Session; readonly dialog: Dialog } | undefined
  #cancelWanted: { readonly reason: string | undefined } | undefined

  constructor(wire: Wire, dial: Dial, to: Address, onEnd: () => void) {
    this.#wire = wire
    this.#dial = dial
    this.#to = to
    this.#onEnd = onEnd
    this.#localTag = wire.token(2)
    this.#sipCallId = wire.token(4)
    this.#auth =
      dial.credentials && new DigestClient(wire.hash, dial.credentials, () => wire.token(2))
    wire.dialogs.set(dialogKey(this.#sipCallId, this.#localTag), this)
    this.#sendInvite()
  }

  isWith(remoteTag: string): boolean {
    return this.#session ? this.#session.dialog.remoteTag === remoteTag : this.#early.has(remoteTag)
  }

  receive(request: SipRequest, transaction: ServerTransaction): void {
    const dialog = this.#session?.dialog ?? this.#early.get(tagOf(request.from) ?? '')?.dialog
    if (!dialog?.note(request, transaction.source)) return retryLater(this.#wire, transaction)
    if (this.#session) this.#session.session.receive(request, transaction)
    else this.#receiveEarly(request, transaction)
  }

  acknowledge(ack: SipRequest): void {
    this.#session?.session.acknowledge(ack)
  }

  hangUp(reason: string | undefined): void {
    if (this.#session) this.#session.session.hangUp(reason)
    else if (this.#state === 'calling') {
      this.#cancelWanted = { reason }
      this.#cancel()
      this.#over({ by: 'local', ...(reason === undefined ? {} : { reason }) })
    }
  }

  reoffer(sdp: string): void {
    this.#session?.session.reoffer(sdp)
  }

  reanswer(sdp: string | undefined): void {
    this.#session?.session.reanswer(sdp)
  }

  #sendInvite(): void {
    this.#cseq++
    this.#attempts++
    const branch = `z9hG4bK${this.#wire.token(2)}`
    const request = this.#buildInvite(branch)
    this.#request = request
    this.#invite = new ClientTransaction(this.#wire, request, {
      branch,
      to: this.#to,
      onOutcome: outcome => this.#receiveOutcome(outcome),
    })
  }

  #buildInvite(branch: string): OutgoingRequest {
    const { transport } = this.#to
    const uri = withoutHeaders(encodeUtf8(this.#dial.to))
    const headers = new HeaderList()
      .add('via', this.#wire.via(transport, branch))
      .add('max-forwards', '70')
      .add('from', this.#fromHeader())
      .add('to', `<${uri}>`)
      .add('call-id', this.#sipCallId)
      .add('cseq', `${this.#cseq} INVITE`)
      .add('contact', this.#wire.contact(transport))
      .add('allow', ALLOW)
      .add('supported', '100rel, timer')
      .add('user-agent', this.#wire.userAgent)
    const proof = this.#auth?.headerFor('INVITE', uri)
    if (proof) headers.add(...proof)
    addOwnersHeaders(headers, this.#dial.headers ?? {})
    headers.add('content-type', 'application/sdp')
    return { method: 'INVITE', uri, headers, body: encodeUtf8(this.#dial.sdp) }
  }

  #fromHeader(): string {
    const { user, displayName } = this.#dial.from
    const name = displayName === undefined ? '' : `${quote(oneLine(displayName))} `
    const host = this.#wire.host(this.#to.transport)
    return `${encodeUtf8(name)}<sip:${escapeUser(user)}@${host}>;tag=${this.#localTag}`
  }

  #receiveOutcome(outcome: ClientOutcome): void {
    if (outcome.type !== 'response') {
      if (this.#state === 'calling')
        this.#over({ by: 'network', status: outcome.type === 'timeout' ? 408 : 503 })
      return
    }
    const { response } = outcome
    if (response.status < 200) this.#progressed(response)
    else if (response.status < 300) this.#answered(response)
    else this.#refused(response)
  }

  #progressed(response: SipResponse): void {
    if (this.#cancelWanted) return this.#cancel()
    if (this.#state !== 'calling' || response.status === 100) return
    const tag = tagOf(response.to)
    const early = tag === undefined ? undefined : this.#earlyDialog(tag, response)
    if (early && !this.#acknowledgeReliable(early, response)) return
    const sdp = sdpTextOf(response)
    if (early && sdp !== undefined) early.sdp = sdp
    this.#wire.emit({
      type: 'call.progressed',
      callId: this.#dial.callId,
      status: response.status,
      ...(sdp === undefined ? {} : { sdp }),
    })
  }

  #earlyDialog(tag: string, response: SipResponse): EarlyDialog | undefined {
    const known = this.#early.get(tag)
    // A peer that forks without end gets no more memory of ours.
    if (known || !this.#request || this.#early.size >= 32) return known
    const dialog = Dialog.ofClient(this.#wire, inviteOf(this.#request), response, this.#to)
    const early: EarlyDialog = { dialog, rseq: undefined, sdp: undefined }
    this.#early.set(tag, early)
    return early
  }

  /** RFC 3262 §4. `false`: seen already, or out of order, so not to be looked at. */
  #acknowledgeReliable(early: EarlyDialog, response: SipResponse): boolean {
    const rseq = Number.parseInt(response.headers.get('rseq') ?? '', 10)
    if (!optionsOf(response.headers, 'require').includes('100rel') || Number.isNaN(rseq))
      return true
    if (early.rseq !== undefined && rseq !== early.rseq + 1) return false
    early.rseq = rseq
    const headers = [['rack', `${rseq} ${response.cseq.number} INVITE`] as const]
    early.dialog.send({ method: 'PRACK', headers }, () => {})
    return true
  }

  #answered(response: SipResponse): void {
    const tag = tagOf(response.to) ?? ''
    if (this.#session?.dialog.remoteTag === tag) return this.#session.session.confirm(response)
    const request = this.#request
    if (!request) return
    const early = this.#early.get(tag)
    // A 2xx is the last word on target and route (RFC 3261 §13.2.2.4), so the dialog is made anew.
    const dialog = Dialog.ofClient(this.#wire, inviteOf(request), response, this.#to)
    if (early) dialog.continueFrom(early.dialog)
    if (this.#state !== 'calling') return this.#decline(dialog, response)
    this.#establish(dialog, response, early?.sdp)
  }

  #establish(dialog: Dialog, response: SipResponse, earlySdp: string | undefined): void {
    this.#state = 'answered'
    const { callId } = this.#dial
    const session = new Session(this.#wire, {
      callId,
      dialog,
      localSdp: this.#dial.sdp,
      peerAllow: response.headers.lines('allow').join(','),
      weBegan: true,
      auth: this.#auth,
      onEnd: () => {
        this.#state = 'over'
        this.#letGo(dialog, session)
        this.#onEnd()
      },
    })
    this.#session = { session, dialog }
    this.#early.clear()
    session.confirm(response)
    session.timer.accepted(response.headers)
    const sdp = sdpTextOf(response) ?? earlySdp
    this.#wire.emit({ type: 'call.answered', callId, ...(sdp === undefined ? {} : { sdp }) })
  }

  /** Only what answers that still come need stays with the transaction that takes them. */
  #letGo({ localTag, remoteTag }: Dialog, { lastAck }: Session): void {
    if (!this.#request || !lastAck) return
    const invite = inviteOf(this.#request)
    const tags = tagsOf(localTag, remoteTag)
    const late = new LateAnswers(this.#wire, {
      invite,
      source: this.#to,
      tags,
      lastAck: { ...lastAck, bytes: ownCopy(lastAck.bytes) },
    })
    this.#invite?.handOver(late.onOutcome)
  }

  // A fork that answered second, or an answer that crossed our CANCEL: taken, and hung up at once.
  #decline(dialog: Dialog, response: SipResponse): void {
    dialog.acknowledge(response.cseq.number)
    if (this.#declined.has(dialog.remoteTag)) return
    this.#declined.add(dialog.remoteTag)
    dialog.send({ method: 'BYE' }, () => {})
  }

  #refused(response: SipResponse): void {
    if (this.#state !== 'calling') return
    const isChallenge = response.status === 401 || response.status === 407
    if (
      isChallenge &&
      this.#attempts < 3 &&
      this.#auth?.challenge(response.status, response.headers)
    ) {
      this.#early.clear()
      return this.#sendInvite()
    }
    this.#over({ by: 'remote', status: response.status, reason: response.reason })
  }

  // RFC 3261 §9.1: CANCEL only once something provisional has come.
  #cancel(): void {
    const invite = this.#invite
    if (!invite?.isProceeding || !this.#cancelWanted || !this.#request) return
    const { reason } = this.#cancelWanted
    this.#cancelWanted = undefined
    const header = reason === undefined ? undefined : reasonHeader(reason)
    const cancel = cancelOf(this.#request, header)
    const { branch, to } = invite
    new ClientTransaction(this.#wire, cancel, { branch, to, onOutcome: () => {} })
    invite.giveUpAfterCancel()
  }

  #receiveEarly(request: SipRequest, transaction: ServerTransaction): void {
    if (request.method === 'UPDATE' && sdpOf(request) === undefined)
      transaction.respond(200, {
        headers: [['contact', this.#wire.contact(transaction.replyTo.transport)]],
      })
    // Our own offer has no answer yet (RFC 3311 §5.2).
    else if (request.method === 'UPDATE' || request.method === 'INVITE') transaction.respond(491)
    // Only the caller may end an early dialog (RFC 3261 §15); the refusal will come to the INVITE.
    else if (request.method === 'BYE') transaction.respond(481)
    else respondToOthers(this.#wire, this.#dial.callId, request, transaction)
  }

  #over(how: Omit<Ended, 'type' | 'callId'>): void {
    this.#state = 'over'
    this.#early.clear()
    this.#wire.dialogs.delete(dialogKey(this.#sipCallId, this.#localTag))
    this.#wire.emit({ type: 'call.ended', callId: this.#dial.callId, ...how })
    this.#onEnd()
  }
}

function inviteOf({ uri, headers }: OutgoingRequest): Invite {
  return { uri, from: headers.get('from') ?? '' }
}

/** Where a call to that URI goes; `undefined` when nobody can tell. */
export function targetOf(dial: Dial): Address | undefined {
  const uri = parseSipUri(dial.to)
  if (uri === undefined) return undefined
  return dial.target ?? (uri.host === '' ? undefined : addressOf(uri))
}

// RFC 3261 §19.1.5: headers in a URI ask for more than a call, such as another route (RFC 4475 §3.3.14).
function withoutHeaders(uri: string): string {
  const headers = parseSipUri(uri)?.headers
  return headers === undefined ? uri : uri.slice(0, -headers.length - 1)
}

const RESERVED = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'content-length',
  'content-type',
  'max-forwards',
  'require',
  'supported',
])

// Headers from a flow or a person: none that the protocol needs, and none on a second line.
function addOwnersHeaders(headers: HeaderList, owners: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(owners)) {
    const canonical = canonicalHeaderName(name)
    if (canonical !== undefined && !RESERVED.has(canonical))
      headers.add(canonical, encodeUtf8(oneLine(value)))
  }
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}
