// RFC 3261 §12: what two parties share once they have exchanged tags.
import { HeaderList } from './header-list.ts'
import type { OutgoingRequest, SipRequest, SipResponse } from './message.ts'
import { tagOf } from './message.ts'
import { parseNameAddr } from './name-addr.ts'
import type { Address } from './sip-port.ts'
import { parseSipUri, type SipUri } from './sip-uri.ts'
import { type ClientOutcome, ClientTransaction, isReliable } from './transaction.ts'
import type { Wire } from './wire.ts'

export interface DialogRequest {
  readonly method: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly sdp?: string | undefined
}

/** What a dialog needs of the INVITE we sent. */
export interface Invite {
  readonly uri: string
  /** Our From, whole, with the tag. */
  readonly from: string
}

interface DialogState {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
  /** Our From and its To, whole, with tags. */
  readonly local: string
  readonly remote: string
  readonly target: string
  readonly routes: readonly string[]
  readonly localSeq: number
  readonly remoteSeq: number
  /** Where the peer's messages come from. */
  readonly source: Address
}

export class Dialog {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
  readonly #wire: Wire
  readonly #local: string
  readonly #remote: string
  readonly #routes: readonly string[]
  #source: Address
  #target: string
  #localSeq: number
  #remoteSeq: number

  private constructor(wire: Wire, state: DialogState) {
    this.#wire = wire
    this.callId = state.callId
    this.localTag = state.localTag
    this.remoteTag = state.remoteTag
    this.#local = state.local
    this.#remote = state.remote
    this.#routes = state.routes
    this.#source = state.source
    this.#target = state.target
    this.#localSeq = state.localSeq
    this.#remoteSeq = state.remoteSeq
  }

  /** Ours is the called side. */
  static ofServer(wire: Wire, request: SipRequest, localTag: string, source: Address): Dialog {
    return new Dialog(wire, {
      callId: request.callId,
      localTag,
      remoteTag: tagOf(request.from) ?? '',
      local: `${request.headers.get('to') ?? ''};tag=${localTag}`,
      remote: request.headers.get('from') ?? '',
      target: (request.contact ?? request.from).uri,
      routes: request.headers.list('record-route'),
      localSeq: wire.below(0x1000_0000),
      remoteSeq: request.cseq.number,
      source,
    })
  }

  /** Ours is the calling side. */
  static ofClient(wire: Wire, invite: Invite, response: SipResponse, source: Address): Dialog {
    return new Dialog(wire, {
      callId: response.callId,
      localTag: tagOf(response.from) ?? '',
      remoteTag: tagOf(response.to) ?? '',
      local: invite.from,
      remote: response.headers.get('to') ?? '',
      target: response.contact?.uri ?? invite.uri,
      routes: response.headers.list('record-route').reverse(),
      localSeq: response.cseq.number,
      remoteSeq: -1,
      source,
    })
  }

  /** Takes note of a request of the peer's. `false`: older than the last one (RFC 3261 §12.2.2). */
  note(request: SipRequest, source: Address): boolean {
    if (request.cseq.number <= this.#remoteSeq) return false
    this.#remoteSeq = request.cseq.number
    this.#source = source
    const refreshes = request.method === 'INVITE' || request.method === 'UPDATE'
    if (refreshes && request.contact) this.#target = request.contact.uri
    return true
  }

  /** Goes on counting where the early dialog stopped, so that BYE after PRACK has a higher number. */
  continueFrom(early: Dialog): void {
    this.#localSeq = Math.max(this.#localSeq, early.#localSeq)
    this.#remoteSeq = Math.max(this.#remoteSeq, early.#remoteSeq)
  }

  /** Target refresh by a 2xx of the peer's. */
  refresh(response: SipResponse): void {
    if (response.contact) this.#target = response.contact.uri
  }

  /** The Request-URI of our requests within the dialog. */
  get requestUri(): string {
    return this.#route().uri
  }

  /** Where our requests within the dialog go. */
  nextHop(): Address {
    const route = this.#routes[0]
    const uri = parseSipUri(route === undefined ? this.#target : (parseNameAddr(route)?.uri ?? ''))
    if (uri === undefined) return this.#source
    const hop = addressOf(uri)
    if (route !== undefined)
      return sameHost(hop, this.#source) && isReliable(this.#source) ? this.#source : hop
    // A peer behind NAT gives an address that only it can reach, and one on a connection is reached there.
    const behindNat = isPrivate(hop.host) && hop.host !== this.#source.host
    return behindNat || isReliable(this.#source) ? this.#source : hop
  }

  /** Sends a request other than ACK. */
  send(request: DialogRequest, onOutcome: (outcome: ClientOutcome) => void): ClientTransaction {
    this.#localSeq++
    const branch = `z9hG4bK${this.#wire.token(2)}`
    const to = this.nextHop()
    return new ClientTransaction(this.#wire, this.#build(request, to, branch, this.#localSeq), {
      branch,
      to,
      onOutcome,
    })
  }

  /** Acknowledges the 2xx to the INVITE of that number; what was sent. */
  acknowledge(cseq: number, headers: DialogRequest['headers'] = []): Uint8Array {
    const to = this.nextHop()
    const branch = `z9hG4bK${this.#wire.token(2)}`
    const ack = this.#build({ method: 'ACK', headers }, to, branch, cseq)
    const bytes = this.#wire.bytesOf(ack)
    this.#wire.send(bytes, to)
    return bytes
  }

  #build(request: DialogRequest, to: Address, branch: string, cseq: number): OutgoingRequest {
    const { uri, routes } = this.#route()
    const headers = new HeaderList()
      .add('via', this.#wire.via(to.transport, branch))
      .addAll('route', routes)
      .add('max-forwards', '70')
      .add('from', this.#local)
      .add('to', this.#remote)
      .add('call-id', this.callId)
      .add('cseq', `${cseq} ${request.method}`)
      .add('user-agent', this.#wire.userAgent)
    if (request.method === 'INVITE' || request.method === 'UPDATE')
      headers.add('contact', this.#wire.contact(to.transport))
    for (const [name, value] of request.headers ?? []) headers.add(name, value)
    if (request.sdp !== undefined) headers.add('content-type', 'application/sdp')
    return { method: request.method, uri, headers, body: request.sdp ?? '' }
  }

  // RFC 3261 §12.2.1.1: a first hop without `lr` is a strict router and wants its own URI on top.
  #route(): { uri: string; routes: readonly string[] } {
    const first = this.#routes[0]
    const uri = first === undefined ? undefined : parseNameAddr(first)?.uri
    if (uri === undefined || parseSipUri(uri)?.params.has('lr') !== false)
      return { uri: this.#target, routes: this.#routes }
    return { uri, routes: [...this.#routes.slice(1), `<${this.#target}>`] }
  }
}

/** Where a URI says that requests for it go. Names are left for the sockets to look up. */
export function addressOf(uri: SipUri): Address {
  const named = uri.params.get('transport')?.toLowerCase()
  const transport =
    uri.scheme === 'sips' || named === 'tls' ? 'tls' : named === 'tcp' ? 'tcp' : 'udp'
  const host = uri.params.get('maddr') ?? uri.host
  return { transport, host, port: uri.port ?? (transport === 'tls' ? 5061 : 5060) }
}

function sameHost(one: Address, other: Address): boolean {
  return one.host === other.host && one.transport === other.transport
}

/** RFC 1918, RFC 6598 and link-local addresses. */
function isPrivate(host: string): boolean {
  return /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    host,
  )
}
