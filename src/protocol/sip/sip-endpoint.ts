// One SIP user agent for many calls: it is given bytes, commands and the time, and answers with bytes and
// events. All state is in the tables below; nothing here waits.
import type { Instant } from '../instant.ts'
import { decodeUtf8, fromByteString } from './byte-string.ts'
import { CallGate } from './call-gate.ts'
import { type DigestAlgorithm, DigestServer } from './digest.ts'
import { IncomingCall } from './incoming-call.ts'
import {
  type Outgoing,
  type OutgoingRequest,
  responseTo,
  type SipRequest,
  type SipResponse,
  tagOf,
  toText,
} from './message.ts'
import { offeredEvent } from './offered-event.ts'
import { OutgoingCall, targetOf } from './outgoing-call.ts'
import { parseMessage, type ToByteString } from './parse-message.ts'
import { Registrar } from './registrar.ts'
import { capabilities } from './session.ts'
import { isIntervalTooSmall, MIN_SE, optionsOf } from './session-timer.ts'
import { ALLOW, sdpOf } from './sip-body.ts'
import type { SipPolicy } from './sip-policy.ts'
import type { Address, Caller, SipCommand, SipEvent, SipOutput } from './sip-port.ts'
import { formatHostPort, parseSipUri, parseUri, userOf } from './sip-uri.ts'
import { splitList } from './split-list.ts'
import { type Frame, StreamFramer } from './stream-framer.ts'
import { TimerQueue } from './timer-queue.ts'
import {
  clientKey,
  isReliable,
  mergeKey,
  ServerTransaction,
  serverKey,
  USUAL_DELAYS,
} from './transaction.ts'
import { dialogKey, type Hash, type Wire } from './wire.ts'

export interface SipLimits {
  /** Bytes of one message. */
  readonly messageBytesMax: number
  /** Calls open at once, in any stage. */
  readonly callsMax: number
  /**
   * Calls of one host that are offered or answered and not yet acknowledged. A carrier's are so for a
   * moment; those of a flood stay, and must not take the places of everybody else's.
   */
  readonly unsettledPerHostMax: number
  /** Requests being answered or remembered at once. */
  readonly transactionsMax: number
}

export interface SipEndpointOptions {
  readonly localAddresses: Readonly<
    Partial<Record<Address['transport'], { readonly host: string; readonly port: number }>>
  >
  /** How others reach us, when not by the local address. */
  readonly publicHost?: string
  readonly userAgent: string
  /** A random integer from 0 to 2^32 - 1. */
  readonly random: () => number
  readonly hash: Hash
  /** A faster way to make a byte string (`latin1` text) of bytes than ours, if the platform has one. */
  readonly latin1?: ToByteString
  /** The same the other way. */
  readonly bytes?: (text: string) => Uint8Array
  readonly policy: SipPolicy
  readonly limits?: Partial<SipLimits>
}

type Call = IncomingCall | OutgoingCall
type HeaderLines = readonly (readonly [name: string, value: string])[]

const LIMITS: SipLimits = {
  messageBytesMax: 65_535,
  callsMax: 2000,
  unsettledPerHostMax: 500,
  transactionsMax: 50_000,
}

export class SipEndpoint {
  readonly #options: SipEndpointOptions
  readonly #limits: SipLimits
  readonly #wire: Wire
  readonly #timers = new TimerQueue(USUAL_DELAYS)
  readonly #registrar: Registrar
  readonly #digest: DigestServer
  readonly #secret: string
  readonly #calls = new Map<string, Call>()
  readonly #gate = new CallGate()
  readonly #unsettled = new Map<string, number>()
  readonly #streams = new Map<string, StreamFramer>()
  readonly #counters = new Map<string, number>()
  #policy: SipPolicy
  #now: Instant = 0
  #outputs: SipOutput[] = []

  constructor(options: SipEndpointOptions) {
    this.#options = options
    this.#limits = { ...LIMITS, ...options.limits }
    this.#policy = options.policy
    this.#wire = this.#makeWire()
    this.#registrar = new Registrar(this.#wire)
    this.#secret = this.#wire.token(4)
    this.#digest = new DigestServer(options.hash, this.#wire.token(4))
  }

  /** Another policy from now on. Calls and registrations that are there stay. */
  setPolicy(policy: SipPolicy): void {
    this.#policy = policy
  }

  /** How late we are with what we do; said ten times a second, it decides how many new calls are taken. */
  noteLateness(lateMs: number): void {
    this.#gate.note(lateMs)
  }

  /** One datagram, or the next bytes of the stream from `from`. */
  receive(bytes: Uint8Array, from: Address, now: Instant): SipOutput[] {
    this.#begin(now)
    if (isReliable(from)) this.#receiveChunk(bytes, from)
    else if (bytes.length > 4) this.#receiveMessage(bytes, from)
    return this.#end()
  }

  /** A connection is gone: what waited on it has failed, and the phones behind it are away. */
  closed(from: Address, now: Instant): SipOutput[] {
    this.#begin(now)
    this.#streams.delete(streamKey(from))
    for (const client of [...this.#wire.clients.values()])
      if (streamKey(client.to) === streamKey(from)) client.transportFailed()
    this.#registrar.closed(from)
    return this.#end()
  }

  command(command: SipCommand, now: Instant): SipOutput[] {
    this.#begin(now)
    if (command.type === 'call.dial') this.#dial(command)
    else this.#obey(command)
    return this.#end()
  }

  /** Does what is due by now. */
  advance(now: Instant): SipOutput[] {
    this.#begin(now)
    return this.#end()
  }

  nextDeadline(): Instant | undefined {
    return this.#timers.nextDeadline()
  }

  /** Counts since the start, and what is open now. */
  counters(): Record<string, number> {
    return {
      ...Object.fromEntries(this.#counters),
      calls: this.#calls.size,
      dialogs: this.#wire.dialogs.size,
      transactions: this.#wire.clients.size + this.#wire.servers.size,
      registrations: this.#registrar.size,
      streams: this.#streams.size,
    }
  }

  // Timers that came due before this input happened first.
  #begin(now: Instant): void {
    this.#now = Math.max(this.#now, now)
    this.#timers.advance(this.#now)
  }

  #end(): SipOutput[] {
    this.#timers.advance(this.#now)
    const outputs = this.#outputs
    this.#outputs = []
    return outputs
  }

  #receiveChunk(bytes: Uint8Array, from: Address): void {
    const key = streamKey(from)
    let framer = this.#streams.get(key)
    if (framer === undefined) {
      framer = new StreamFramer(this.#limits.messageBytesMax)
      this.#streams.set(key, framer)
    }
    for (const frame of framer.push(bytes)) this.#receiveFrame(frame, from)
  }

  #receiveFrame(frame: Frame, from: Address): void {
    if (frame.type === 'message') return this.#receiveMessage(frame.bytes, from)
    if (frame.type === 'ping') return this.#wire.send(CRLF, from)
    this.#count('streams.lost')
    if (frame.bytes.length > 0) this.#refuseHead(frame, from)
    this.#outputs.push({ type: 'close', to: from })
  }

  // The head of a message whose end nobody can find still tells whom to answer.
  #refuseHead(frame: Extract<Frame, { type: 'lost' }>, from: Address): void {
    const parsed = parseMessage(frame.bytes, this.#options.latin1)
    const status = frame.problem === 'message too large' ? 513 : 400
    if (parsed.type === 'refused') this.#refuse(parsed.request, status, from)
    else if (parsed.type === 'request') this.#refuse(parsed, status, from)
  }

  #receiveMessage(bytes: Uint8Array, from: Address): void {
    if (bytes.length > this.#limits.messageBytesMax) return this.#count('messages.malformed')
    const parsed = parseMessage(bytes, this.#options.latin1)
    switch (parsed.type) {
      case 'garbage':
        return this.#count('messages.malformed')
      case 'refused':
        this.#count('messages.malformed')
        return this.#refuse(parsed.request, parsed.status, from, parsed.problem)
      case 'response':
        return this.#receiveResponse(parsed)
      default:
        return this.#receiveRequest(parsed, from)
    }
  }

  #receiveResponse(response: SipResponse): void {
    this.#count('responses.received')
    const branch = response.via.params.get('branch') ?? ''
    const client = this.#wire.clients.get(clientKey(branch, response.cseq.method))
    // Not ours, or ours no more: a response is never passed on (RFC 4475 §3.3.10).
    if (client === undefined) return this.#count('responses.unmatched')
    client.receive(response)
  }

  #receiveRequest(request: SipRequest, from: Address): void {
    this.#count(`requests.${KNOWN_METHODS.has(request.method) ? request.method : 'other'}`)
    stampVia(request, from)
    const { method } = request
    const known = this.#wire.servers.get(serverKey(request, method === 'ACK' ? 'INVITE' : method))
    if (known && (method !== 'ACK' || known.takesAck)) return known.receive(request)
    if (method === 'ACK') return this.#acknowledge(request)
    if (method === 'CANCEL') return this.#cancel(request, from)
    if (this.#wire.servers.size >= this.#limits.transactionsMax)
      return this.#overloaded(request, from)
    if (tagOf(request.to) !== undefined) return this.#receiveInDialog(request, from)
    this.#receiveInitial(request, from)
  }

  #acknowledge(ack: SipRequest): void {
    const owner = this.#wire.dialogs.get(dialogKey(ack.callId, tagOf(ack.to) ?? ''))
    if (owner?.isWith(tagOf(ack.from) ?? '')) owner.acknowledge(ack)
  }

  #cancel(cancel: SipRequest, from: Address): void {
    const invite = this.#wire.servers.get(serverKey(cancel, 'INVITE'))
    if (invite === undefined) return this.#reply(cancel, 481, from)
    this.#reply(cancel, 200, from)
    if (!invite.isAnswered) invite.onCancel?.()
  }

  #receiveInDialog(request: SipRequest, from: Address): void {
    const owner = this.#wire.dialogs.get(dialogKey(request.callId, tagOf(request.to) ?? ''))
    if (!owner?.isWith(tagOf(request.from) ?? '')) return this.#reply(request, 481, from)
    const unsupported = this.#unsupported(request)
    if (unsupported) return this.#reply(request, 420, from, unsupported)
    owner.receive(request, this.#transaction(request, from))
  }

  #receiveInitial(request: SipRequest, from: Address): void {
    if (this.#wire.merged.has(mergeKey(request))) return this.#reply(request, 482, from)
    // A call of ours that has come back to us.
    if (this.#wire.dialogs.has(dialogKey(request.callId, tagOf(request.from) ?? '')))
      return this.#reply(request, 482, from)
    switch (request.method) {
      case 'INVITE':
        return this.#invited(request, from)
      case 'REGISTER':
        return this.#register(request, from)
      case 'OPTIONS':
        return this.#options200(request, from)
      case 'BYE':
      case 'INFO':
      case 'PRACK':
      case 'UPDATE':
        return this.#reply(request, 481, from)
      default:
        return KNOWN_METHODS.has(request.method)
          ? this.#reply(request, 405, from, [['allow', ALLOW]])
          : this.#reply(request, 501, from, [['allow', ALLOW]])
    }
  }

  #options200(request: SipRequest, from: Address): void {
    if (parseUri(request.uri) === 'unknown') return this.#reply(request, 416, from)
    const unsupported = this.#unsupported(request)
    if (unsupported) return this.#reply(request, 420, from, unsupported)
    this.#reply(request, 200, from, capabilities())
  }

  #invited(request: SipRequest, from: Address): void {
    if (!this.#gate.admits()) return this.#overloaded(request, from)
    const caller = this.#identify(request, from)
    if (caller === undefined) return
    const refusal = this.#refusalOf(request)
    if (refusal) return this.#reply(request, refusal.status, from, refusal.headers)
    const unsettled = this.#unsettled.get(from.host) ?? 0
    if (this.#calls.size >= this.#limits.callsMax || unsettled >= this.#limits.unsettledPerHostMax)
      return this.#overloaded(request, from)
    const invite = this.#transaction(request, from)
    const callId = this.#newCallId()
    const call = new IncomingCall(this.#wire, {
      callId,
      invite,
      request,
      onSettled: () => this.#countUnsettled(from.host, -1),
      onEnd: () => this.#calls.delete(callId),
    })
    this.#countUnsettled(from.host, 1)
    this.#calls.set(callId, call)
    this.#wire.emit(offeredEvent(callId, request, from, caller))
  }

  #countUnsettled(host: string, change: 1 | -1): void {
    const count = (this.#unsettled.get(host) ?? 0) + change
    if (count > 0) this.#unsettled.set(host, count)
    else this.#unsettled.delete(host)
  }

  /** RFC 3261 §8.2 in its order: what is wrong with an INVITE of somebody who may call. */
  #refusalOf(request: SipRequest): { status: number; headers: HeaderLines } | undefined {
    if (parseUri(request.uri) === 'unknown') return { status: 416, headers: [] }
    const unsupported = this.#unsupported(request)
    if (unsupported) return { status: 420, headers: unsupported }
    if (sdpOf(request) === 'unsupported')
      return {
        status: 415,
        headers: [
          ['accept', 'application/sdp'],
          ['accept-encoding', 'identity'],
        ],
      }
    if (!acceptsSdp(request)) return { status: 406, headers: [] }
    if (isIntervalTooSmall(request.headers))
      return { status: 422, headers: [['min-se', String(MIN_SE)]] }
    return undefined
  }

  #register(request: SipRequest, from: Address): void {
    const unsupported = this.#unsupported(request)
    if (unsupported) return this.#reply(request, 420, from, unsupported)
    const caller = this.#authenticate(request, from)
    if (caller === undefined) return
    const to = parseSipUri(request.to.uri)
    if (to === undefined) return this.#reply(request, 400, from)
    if (caller.type !== 'phone' || userOf(to) !== caller.user)
      return this.#reply(request, 403, from)
    const transaction = this.#transaction(request, from)
    const answer = this.#registrar.register(caller.user, request, from)
    transaction.respond(answer.status, {
      toTag: this.#statelessTag(request),
      headers: answer.headers,
    })
  }

  /** Who sends an INVITE; when nobody who may, it has been answered. */
  #identify(request: SipRequest, from: Address): Caller | undefined {
    const trunkId = this.#policy.trunkAt(from)
    if (trunkId !== undefined && !this.#mayBePhone(request, from)) return { type: 'trunk', trunkId }
    return this.#authenticate(request, from)
  }

  // A phone may stand at the address of a trunk: on one machine they all do.
  #mayBePhone(request: SipRequest, from: Address): boolean {
    if (this.#policy.unknown === 'refuse') return false
    return this.#proofOf(request) !== undefined || this.#registrar.hasPhoneAt(from)
  }

  /** The credentials that are for us, among those for proxies on the way. */
  #proofOf(request: SipRequest): string | undefined {
    const realm = `realm="${this.#policy.realm}"`
    return request.headers.lines('authorization').find(line => line.includes(realm))
  }

  #authenticate(request: SipRequest, from: Address): Caller | undefined {
    const { realm, algorithms } = this.#policy
    if (this.#policy.unknown === 'refuse') {
      this.#count('authentication.refused')
      this.#reply(request, 403, from)
      return undefined
    }
    const header = this.#proofOf(request)
    const verdict = this.#digest.check({
      header,
      method: request.method,
      realm,
      now: this.#now,
      ha1Of: (username, algorithm) => this.#ha1Of(username, algorithm),
    })
    if (verdict.type === 'accepted')
      return this.#policy.account(decodeUtf8(verdict.username))?.caller
    if (header !== undefined) this.#count(`authentication.${verdict.type}`)
    const challenges = this.#digest.challenges({
      realm,
      algorithms,
      stale: verdict.type === 'stale',
      now: this.#now,
      token: this.#wire.token(2),
    })
    this.#count('authentication.challenged')
    const headers = challenges.map(value => ['www-authenticate', value] as const)
    this.#reply(request, 401, from, headers)
    return undefined
  }

  #ha1Of(username: string, algorithm: DigestAlgorithm): string | undefined {
    return this.#policy.account(decodeUtf8(username))?.ha1[algorithm]
  }

  #unsupported(request: SipRequest): HeaderLines | undefined {
    const unknown = optionsOf(request.headers, 'require').filter(option => !SUPPORTED.has(option))
    return unknown.length === 0 ? undefined : [['unsupported', unknown.join(', ')]]
  }

  #overloaded(request: SipRequest, from: Address): void {
    this.#count('requests.refused.overload')
    this.#reply(request, 503, from, [['retry-after', String(5 + this.#wire.below(10))]])
  }

  #transaction(request: SipRequest, source: Address): ServerTransaction {
    const replyTo = replyAddress(request, source)
    return new ServerTransaction(this.#wire, request, { source, replyTo })
  }

  /** An answer that leaves nothing behind: the request repeated would get the same (RFC 3261 §8.2.7). */
  #reply(request: SipRequest, status: number, from: Address, headers: HeaderLines = []): void {
    const toTag = this.#statelessTag(request)
    const response = responseTo(request, status, { toTag, headers })
    response.headers.add('server', this.#options.userAgent)
    this.#wire.sendMessage(response, replyAddress(request, from))
  }

  #refuse(request: OutgoingRequest, status: number, from: Address, reason?: string): void {
    if (request.method === 'ACK') return
    const toTag = this.#wire.token(2)
    const response = responseTo(request, status, {
      toTag,
      ...(reason === undefined ? {} : { reason }),
    })
    this.#wire.sendMessage(response, from)
  }

  #statelessTag(request: SipRequest): string {
    const branch = request.via.params.get('branch') ?? ''
    const from = tagOf(request.from) ?? ''
    return this.#options.hash
      .md5(`${this.#secret}|${request.callId}|${from}|${branch}`)
      .slice(0, 16)
  }

  #dial(command: Extract<SipCommand, { type: 'call.dial' }>): void {
    const { callId } = command
    if (this.#calls.has(callId)) return
    const to = targetOf(command)
    const refused =
      to === undefined ? 416 : this.#calls.size >= this.#limits.callsMax ? 503 : undefined
    if (to === undefined || refused !== undefined) {
      this.#wire.emit({ type: 'call.ended', callId, by: 'local', status: refused ?? 416 })
      return
    }
    const call = new OutgoingCall(this.#wire, command, to, () => this.#calls.delete(callId))
    this.#calls.set(callId, call)
  }

  // A command to a call that is over crossed its end; the owner hears of that, or has.
  #obey(command: Exclude<SipCommand, { type: 'call.dial' }>): void {
    const call = this.#calls.get(command.callId)
    if (call === undefined) return
    switch (command.type) {
      case 'call.progress':
        if (call instanceof IncomingCall) call.progress(command.status, command.sdp)
        return
      case 'call.answer':
        if (call instanceof IncomingCall) call.answer(command.sdp)
        return
      case 'call.reject':
        if (call instanceof IncomingCall) call.reject(command.status, command.reason)
        else call.hangUp(command.reason)
        return
      case 'call.hangUp':
        return call.hangUp(command.reason)
      case 'call.reoffer':
        return call.reoffer(command.sdp)
      default:
        return call.reanswer(command.sdp)
    }
  }

  #newCallId(): string {
    const hex = this.#wire.token(4)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  #count(name: string): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + 1)
  }

  #makeWire(): Wire {
    const { random, hash, userAgent, bytes: toBytes = fromByteString } = this.#options
    const send = (bytes: Uint8Array, to: Address): void => {
      this.#outputs.push({ type: 'send', to, bytes })
    }
    const bytesOf = (message: Outgoing): Uint8Array => toBytes(toText(message))
    const local = (transport: Address['transport']): string => {
      const address = this.#options.localAddresses[transport]
      return formatHostPort(this.#host(transport), address?.port)
    }
    return {
      timers: this.#timers,
      clients: new Map(),
      servers: new Map(),
      merged: new Map(),
      dialogs: new Map(),
      hash,
      userAgent,
      now: () => this.#now,
      token: words => {
        let text = ''
        for (let word = 0; word < words; word++) text += hexWord(random())
        return text
      },
      below: below => Math.floor((random() / 0x1_0000_0000) * below),
      bytesOf,
      send,
      sendMessage: (message, to) => send(bytesOf(message), to),
      emit: (event: SipEvent) => this.#outputs.push({ type: 'event', event }),
      count: name => this.#count(name),
      via: (transport, branch) =>
        `SIP/2.0/${transport.toUpperCase()} ${local(transport)};rport;branch=${branch}`,
      contact: transport =>
        `<sip:parley@${local(transport)}${transport === 'udp' ? '' : `;transport=${transport}`}>`,
      host: transport => formatHostPort(this.#host(transport)),
    }
  }

  #host(transport: Address['transport']): string {
    const { localAddresses, publicHost } = this.#options
    return publicHost ?? localAddresses[transport]?.host ?? 'localhost'
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hexWord(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`
}

const CRLF = new Uint8Array([13, 10])

const SUPPORTED = new Set(['100rel', 'timer'])

const KNOWN_METHODS = new Set([
  'ACK',
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'MESSAGE',
  'NOTIFY',
  'OPTIONS',
  'PRACK',
  'PUBLISH',
  'REFER',
  'REGISTER',
  'SUBSCRIBE',
  'UPDATE',
])

// RFC 3261 §20.1: without the header SDP is acceptable; with it, it must be among what is.
function acceptsSdp(request: SipRequest): boolean {
  const accept = request.headers.list('accept')
  if (accept.length === 0) return true
  return accept.some(range =>
    ['application/sdp', 'application/*', '*/*'].includes(
      range.split(';', 1)[0]?.trim().toLowerCase() ?? '',
    ),
  )
}

/** RFC 3261 §18.2.1 and RFC 3581 §4: notes on the top Via where the request really came from. */
function stampVia(request: SipRequest, from: Address): void {
  const line = request.headers.get('via') ?? ''
  const asksPort = request.via.params.get('rport') === ''
  if (!asksPort && request.via.host === from.host) return
  const values = line.includes(',') ? splitList(line) : [line]
  let top = values[0] ?? ''
  if (asksPort) top = top.replace(/;\s*rport\s*(?==?\s*(;|$))=?/i, `;rport=${from.port}`)
  if (!request.via.params.has('received')) top += `;received=${from.host}`
  values[0] = top
  request.headers.replaceFirst('via', values.join(', '))
}

/** RFC 3261 §18.2.2 and RFC 3581 §4. */
function replyAddress(request: SipRequest, from: Address): Address {
  const { via } = request
  if (isReliable(from) || via.params.has('rport') || via.port === from.port) return from
  return { transport: from.transport, host: from.host, port: via.port ?? 5060 }
}

function streamKey(address: Address): string {
  return `${address.transport}|${address.host}|${address.port}`
}
