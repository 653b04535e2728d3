// RFC 3261 §17 transactions with RFC 6026's accepted state. They register themselves with the wire and
// take themselves off.
import { HeaderList } from './header-list.ts'
import { type OutgoingRequest, responseTo, type SipRequest, type SipResponse } from './message.ts'
import type { Address } from './sip-port.ts'
import type { Timer } from './timer-queue.ts'
import type { Wire } from './wire.ts'

/** Milliseconds: round-trip estimate, longest retransmission interval, life of a message in the network. */
export const T1 = 500
export const T2 = 4000
const T4 = 5000
/** Timers B, D, F, H, J, L and M. */
export const TRANSACTION_LIFE = 64 * T1

export type ClientOutcome =
  | { readonly type: 'response'; readonly response: SipResponse }
  | { readonly type: 'timeout' }
  | { readonly type: 'transportFailed' }

/** calling → proceeding → completed or accepted → terminated */
type ClientState = 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated'

const NOTHING = new Uint8Array(0)

export class ClientTransaction {
  readonly branch: string
  readonly to: Address
  readonly #wire: Wire
  /** As long as it may have to be acknowledged. */
  #request: OutgoingRequest | undefined
  #onOutcome: (outcome: ClientOutcome) => void
  #bytes: Uint8Array
  readonly #key: string
  readonly #isInvite: boolean
  #state: ClientState = 'calling'
  #interval = T1
  #retransmission: Timer | undefined
  #end: Timer | undefined
  #ack: Uint8Array | undefined

  /** Sends the request, whose top Via has `branch`. Each outcome is told, 2xx to INVITE every time. */
  constructor(
    wire: Wire,
    request: OutgoingRequest,
    options: {
      readonly branch: string
      readonly to: Address
      readonly onOutcome: (outcome: ClientOutcome) => void
    },
  ) {
    this.#wire = wire
    this.#request = request
    this.branch = options.branch
    this.to = options.to
    this.#onOutcome = options.onOutcome
    this.#isInvite = request.method === 'INVITE'
    this.#key = clientKey(options.branch, request.method)
    this.#bytes = wire.bytesOf(request)
    wire.clients.set(this.#key, this)
    wire.send(this.#bytes, this.to)
    if (!isReliable(this.to)) this.#retransmitAfter(T1)
    this.#endAfter(TRANSACTION_LIFE, () => this.#fail({ type: 'timeout' }))
  }

  /** A provisional response has come and no final one yet, so that CANCEL makes sense (RFC 3261 §9.1). */
  get isProceeding(): boolean {
    return this.#state === 'proceeding'
  }

  /** Tells somebody else from now on: many are remembered for long, and who began them need not be. */
  handOver(onOutcome: (outcome: ClientOutcome) => void): void {
    if (this.#state !== 'terminated') this.#onOutcome = onOutcome
  }

  receive(response: SipResponse): void {
    if (response.status < 200) this.#provisional(response)
    else if (this.#isInvite) this.#finalToInvite(response)
    else this.#final(response)
  }

  transportFailed(): void {
    if (this.#state === 'calling' || this.#state === 'proceeding')
      this.#fail({ type: 'transportFailed' })
  }

  /** Gives up when nothing final comes in time: after CANCEL (RFC 3261 §9.1). */
  giveUpAfterCancel(): void {
    if (this.#state === 'proceeding')
      this.#endAfter(TRANSACTION_LIFE, () => this.#fail({ type: 'timeout' }))
  }

  #provisional(response: SipResponse): void {
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return
    if (this.#isInvite && this.#state === 'calling') {
      this.#wire.timers.cancel(this.#retransmission)
      this.#wire.timers.cancel(this.#end)
    }
    this.#state = 'proceeding'
    this.#interval = T2
    this.#onOutcome({ type: 'response', response })
  }

  #final(response: SipResponse): void {
    if (this.#state !== 'calling' && this.#state !== 'proceeding') return
    this.#enter('completed', isReliable(this.to) ? 0 : T4)
    this.#tellLast({ type: 'response', response })
  }

  #finalToInvite(response: SipResponse): void {
    if (this.#state === 'terminated') return
    if (this.#state === 'completed') {
      if (response.status >= 300 && this.#ack) this.#wire.send(this.#ack, this.to)
      return
    }
    if (response.status < 300) {
      if (this.#state !== 'accepted') this.#enter('accepted', TRANSACTION_LIFE)
      this.#onOutcome({ type: 'response', response })
    } else if (this.#state !== 'accepted') {
      if (this.#request) {
        this.#ack = this.#wire.bytesOf(ackTo(this.#request, response))
        this.#wire.send(this.#ack, this.to)
      }
      this.#enter('completed', isReliable(this.to) ? 0 : TRANSACTION_LIFE)
      this.#tellLast({ type: 'response', response })
    }
  }

  #enter(state: ClientState, life: number): void {
    this.#state = state
    this.#bytes = NOTHING
    this.#request = undefined
    this.#wire.timers.cancel(this.#retransmission)
    this.#endAfter(life, () => this.#terminate())
  }

  /** Whoever listens hears no more after this, and is let go of. */
  #tellLast(outcome: ClientOutcome): void {
    const tell = this.#onOutcome
    this.#onOutcome = nobody
    tell(outcome)
  }

  // Timer A doubles without bound, timer E up to T2.
  #retransmitAfter(interval: number): void {
    this.#interval = interval
    this.#retransmission = this.#wire.timers.set(this.#wire.now() + interval, () => {
      this.#wire.count('retransmissions')
      this.#wire.send(this.#bytes, this.to)
      this.#retransmitAfter(this.#isInvite ? this.#interval * 2 : Math.min(this.#interval * 2, T2))
    })
  }

  #endAfter(delay: number, run: () => void): void {
    this.#wire.timers.cancel(this.#end)
    this.#end = this.#wire.timers.set(this.#wire.now() + delay, run)
  }

  #fail(outcome: ClientOutcome): void {
    this.#terminate()
    this.#tellLast(outcome)
  }

  #terminate(): void {
    this.#state = 'terminated'
    this.#wire.timers.cancel(this.#retransmission)
    this.#wire.timers.cancel(this.#end)
    this.#wire.clients.delete(this.#key)
  }
}

/** What is kept for long must not keep more: bytes just sent may share their memory with others. */
export function ownCopy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

function nobody(): void {
  return undefined
}

/** proceeding → completed → confirmed → terminated, or proceeding → accepted → terminated */
type ServerState = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated'

/** RFC 3261 §17.2.1 lets 100 wait for up to 200 ms when an answer comes sooner than that. */
const TRYING_AFTER = 150

/** What every call sets timers for. */
export const USUAL_DELAYS: readonly number[] = [TRYING_AFTER, T1, T4, TRANSACTION_LIFE]

export class ServerTransaction {
  /** Where the request came from, and where responses go. */
  readonly source: Address
  readonly replyTo: Address
  /** What a CANCEL of this INVITE does. */
  onCancel: (() => void) | undefined
  readonly #wire: Wire
  readonly #key: string
  readonly #mergeKey: string
  readonly #isInvite: boolean
  /** As long as an answer may have to be made from it. */
  #request: SipRequest | undefined
  #state: ServerState = 'proceeding'
  #last: Uint8Array | undefined
  #trying: Timer | undefined
  #retransmission: Timer | undefined
  #end: Timer | undefined

  constructor(
    wire: Wire,
    request: SipRequest,
    path: { readonly source: Address; readonly replyTo: Address },
  ) {
    this.#wire = wire
    this.#request = request
    this.#isInvite = request.method === 'INVITE'
    this.source = path.source
    this.replyTo = path.replyTo
    this.#key = serverKey(request, request.method)
    this.#mergeKey = mergeKey(request)
    wire.servers.set(this.#key, this)
    wire.merged.set(this.#mergeKey, this)
  }

  get isAnswered(): boolean {
    return this.#state !== 'proceeding'
  }

  /** Says 100 unless something better is said soon. */
  trySoon(): void {
    this.#trying = this.#wire.timers.set(this.#wire.now() + TRYING_AFTER, () => this.respond(100))
  }

  /** The same request again, or the ACK to a refusal. */
  receive(request: SipRequest): void {
    if (request.method === 'ACK') return this.#acknowledge()
    // RFC 6026 §7.1: a 2xx is repeated by its sender, not by the transaction.
    if (this.#state !== 'proceeding' && this.#state !== 'completed') return
    if (this.#isInvite && !this.#last) this.respond(100)
    else this.#repeat()
  }

  /** Whether an ACK on this branch is for the transaction, and not for a 2xx. */
  get takesAck(): boolean {
    return this.#state === 'completed' || this.#state === 'confirmed'
  }

  /** Answers, unless that has been done; what was sent. */
  respond(status: number, options: Parameters<typeof responseTo>[2] = {}): Uint8Array | undefined {
    if (this.#state !== 'proceeding' || !this.#request) return undefined
    this.#wire.timers.cancel(this.#trying)
    const response = responseTo(this.#request, status, options)
    if (status > 100) response.headers.add('server', this.#wire.userAgent)
    const bytes = this.#wire.bytesOf(response)
    this.#last = bytes
    this.#wire.send(bytes, this.replyTo)
    if (status >= 200) this.#finish(status)
    return bytes
  }

  #finish(status: number): void {
    const isInvite = this.#isInvite
    // Many are remembered for long: what they were about is not.
    this.#request = undefined
    this.onCancel = undefined
    if (isInvite && status < 300) {
      this.#state = 'accepted'
      this.#last = undefined
      this.#endAfter(TRANSACTION_LIFE)
      return
    }
    this.#state = 'completed'
    if (this.#last) this.#last = ownCopy(this.#last)
    const reliable = isReliable(this.replyTo)
    if (isInvite && !reliable) this.#retransmitAfter(T1)
    this.#endAfter(reliable && !isInvite ? 0 : TRANSACTION_LIFE)
  }

  #acknowledge(): void {
    if (this.#state !== 'completed') return
    this.#state = 'confirmed'
    this.#wire.timers.cancel(this.#retransmission)
    this.#endAfter(isReliable(this.replyTo) ? 0 : T4)
  }

  #repeat(): void {
    if (this.#last) this.#wire.send(this.#last, this.replyTo)
  }

  #retransmitAfter(interval: number): void {
    this.#retransmission = this.#wire.timers.set(this.#wire.now() + interval, () => {
      this.#wire.count('retransmissions')
      this.#repeat()
      this.#retransmitAfter(Math.min(interval * 2, T2))
    })
  }

  #endAfter(delay: number): void {
    this.#wire.timers.cancel(this.#end)
    this.#end = this.#wire.timers.set(this.#wire.now() + delay, () => this.#terminate())
  }

  #terminate(): void {
    this.#state = 'terminated'
    this.#wire.timers.cancel(this.#trying)
    this.#wire.timers.cancel(this.#retransmission)
    this.#wire.timers.cancel(this.#end)
    this.#wire.servers.delete(this.#key)
    if (this.#wire.merged.get(this.#mergeKey) === this) this.#wire.merged.delete(this.#mergeKey)
  }
}

export function isReliable(address: Address): boolean {
  return address.transport !== 'udp'
}

// Keys outlive the messages they are of. V8 keeps a text that is added up as a tree whose leaves hold on to
// the whole message they were cut from; one that is joined stands for itself.
export function clientKey(branch: string, method: string): string {
  return [branch, method].join('|')
}

const COOKIE = 'z9hG4bK'

/** RFC 3261 §17.2.3, and RFC 2543's way for a branch that says nothing. ACK finds its INVITE. */
export function serverKey(request: SipRequest, method: string): string {
  const { via } = request
  const branch = via.params.get('branch') ?? ''
  const sentBy = `${via.host.toLowerCase()}:${via.port ?? ''}`
  if (branch.startsWith(COOKIE) && branch.length > COOKIE.length)
    return [branch, sentBy, method].join('|')
  const { callId, cseq, from } = request
  const tag = from.params.get('tag') ?? ''
  return ['2543', branch, sentBy, callId, tag, cseq.number, method].join('|')
}

/** RFC 3261 §8.2.2.2: two branches of one request are the same but for their Via. */
export function mergeKey(request: SipRequest): string {
  const { callId, cseq, from } = request
  return [callId, from.params.get('tag') ?? '', cseq.number, cseq.method].join('|')
}

// RFC 3261 §17.1.1.3.
function ackTo(invite: OutgoingRequest, response: SipResponse): OutgoingRequest {
  return onSameBranch(invite, 'ACK', response.headers.get('to'))
}

/** RFC 3261 §9.1. */
export function cancelOf(invite: OutgoingRequest, reason: string | undefined): OutgoingRequest {
  const cancel = onSameBranch(invite, 'CANCEL', invite.headers.get('to'))
  if (reason !== undefined) cancel.headers.add('reason', reason)
  return cancel
}

function onSameBranch(
  invite: OutgoingRequest,
  method: string,
  to: string | undefined,
): OutgoingRequest {
  const of = (name: string): string => invite.headers.get(name) ?? ''
  const headers = new HeaderList()
    .add('via', of('via'))
    .addAll('route', invite.headers.lines('route'))
    .add('max-forwards', '70')
    .add('to', to ?? '')
    .add('from', of('from'))
    .add('call-id', of('call-id'))
    .add('cseq', `${Number.parseInt(of('cseq'), 10)} ${method}`)
  return { method, uri: invite.uri, headers, body: '' }
}
