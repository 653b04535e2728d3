// RFC 3261 §10: which phones are where. A user may have several; the newest is the one that rings.
import type { Instant } from '../instant.ts'
import { addressOf } from './dialog.ts'
import type { SipRequest } from './message.ts'
import { type NameAddr, parseNameAddr } from './name-addr.ts'
import { formatParams } from './params.ts'
import type { Address, SipEvent } from './sip-port.ts'
import { parseDecimal, parseSipUri } from './sip-uri.ts'
import type { Timer } from './timer-queue.ts'
import type { Wire } from './wire.ts'

interface Binding {
  readonly uri: string
  /** Contact parameters to give back: all but expires (RFC 4475 §3.3.12). */
  readonly params: string
  readonly target: Address
  /** Where the REGISTER came from. */
  readonly source: Address
  readonly expiresAt: Instant
  readonly callId: string
  readonly cseq: number
}

export interface RegisterAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Seconds. */
const EXPIRES_DEFAULT = 3600
const EXPIRES_MIN = 60
const EXPIRES_MAX = 7200
const BINDINGS_MAX = 10

export class Registrar {
  readonly #wire: Wire
  /** By user; the newest binding last. */
  readonly #bindings = new Map<string, Binding[]>()
  readonly #timers = new Map<string, Timer>()
  /** How many bindings came from each address. */
  readonly #sources = new Map<string, number>()

  constructor(wire: Wire) {
    this.#wire = wire
  }

  /** How many users have a phone here. */
  get size(): number {
    return this.#bindings.size
  }

  /** Whether a phone registered from there. */
  hasPhoneAt(address: Address): boolean {
    return this.#sources.has(keyOf(address))
  }

  /** A REGISTER of somebody who has proved to be `user`. */
  register(user: string, request: SipRequest, source: Address): RegisterAnswer {
    const contacts = request.headers.list('contact')
    const expires = parseDecimal(request.headers.get('expires') ?? '', 0, 0xffff_ffff)
    if (contacts.includes('*')) return this.#removeAll(user, request, contacts.length, expires)
    const now = this.#wire.now()
    const changes: Binding[] = []
    for (const text of contacts) {
      const contact = parseNameAddr(text)
      if (contact === undefined || parseSipUri(contact.uri) === undefined) return refusal(400)
      const seconds = expiresOf(contact, expires)
      if (seconds > 0 && seconds < EXPIRES_MIN)
        return { status: 423, headers: [['min-expires', String(EXPIRES_MIN)]] }
      changes.push(bindingOf(contact, request, source, now + seconds * 1000))
    }
    return this.#apply(user, changes) ?? this.#answer(user)
  }

  /** A connection is gone, and with it the phones behind it. */
  closed(address: Address): void {
    if (!this.hasPhoneAt(address)) return
    for (const [user, bindings] of [...this.#bindings])
      if (bindings.some(({ source }) => isSame(source, address)))
        this.#keep(
          user,
          bindings.filter(({ source }) => !isSame(source, address)),
        )
  }

  #removeAll(
    user: string,
    request: SipRequest,
    contacts: number,
    expires: number | undefined,
  ): RegisterAnswer {
    if (contacts > 1 || expires !== 0) return refusal(400)
    const known = this.#bindings.get(user) ?? []
    if (known.some(binding => isOlder(request, binding))) return refusal(500)
    this.#keep(user, [])
    return this.#answer(user)
  }

  /** All changes or none (RFC 3261 §10.3 step 7). */
  #apply(user: string, changes: readonly Binding[]): RegisterAnswer | undefined {
    const now = this.#wire.now()
    let bindings = [...(this.#bindings.get(user) ?? [])]
    for (const change of changes) {
      const known = bindings.find(({ uri }) => uri === change.uri)
      if (known && known.callId === change.callId && change.cseq <= known.cseq) return refusal(500)
      bindings = bindings.filter(binding => binding !== known)
      if (change.expiresAt > now) bindings.push(change)
    }
    if (bindings.length > BINDINGS_MAX) bindings = bindings.slice(-BINDINGS_MAX)
    if (changes.length > 0) this.#keep(user, bindings)
    return undefined
  }

  #keep(user: string, bindings: Binding[]): void {
    const known = this.#bindings.get(user) ?? []
    const before = known.at(-1)
    const newest = bindings.at(-1)
    for (const { source } of bindings) this.#countSource(source, 1)
    for (const { source } of known) this.#countSource(source, -1)
    if (newest) this.#bindings.set(user, bindings)
    else this.#bindings.delete(user)
    this.#expireAtNext(user, bindings)
    if (before === newest) return
    const contact = newest && {
      uri: newest.uri,
      target: newest.target,
      expiresAt: newest.expiresAt,
    }
    const event: SipEvent = { type: 'registration.changed', user, ...(contact ? { contact } : {}) }
    this.#wire.emit(event)
  }

  #countSource(source: Address, change: 1 | -1): void {
    const key = keyOf(source)
    const count = (this.#sources.get(key) ?? 0) + change
    if (count > 0) this.#sources.set(key, count)
    else this.#sources.delete(key)
  }

  #expireAtNext(user: string, bindings: readonly Binding[]): void {
    this.#wire.timers.cancel(this.#timers.get(user))
    this.#timers.delete(user)
    if (bindings.length === 0) return
    const next = Math.min(...bindings.map(({ expiresAt }) => expiresAt))
    const expire = (): void => {
      const alive = (this.#bindings.get(user) ?? []).filter(({ expiresAt }) => expiresAt > next)
      this.#keep(user, alive)
    }
    this.#timers.set(user, this.#wire.timers.set(next, expire))
  }

  #answer(user: string): RegisterAnswer {
    const now = this.#wire.now()
    const headers = (this.#bindings.get(user) ?? []).map(binding => {
      const seconds = Math.ceil((binding.expiresAt - now) / 1000)
      return ['contact', `<${binding.uri}>;expires=${seconds}${binding.params}`] as const
    })
    return { status: 200, headers }
  }
}

function refusal(status: number): RegisterAnswer {
  return { status, headers: [] }
}

function expiresOf(contact: NameAddr, header: number | undefined): number {
  // RFC 3261 §10.2.1.1: what is malformed counts as 3600.
  const own = contact.params.get('expires')
  const seconds = own === undefined ? header : parseDecimal(own, 0, 0xffff_ffff)
  return Math.min(seconds ?? EXPIRES_DEFAULT, EXPIRES_MAX)
}

function bindingOf(
  contact: NameAddr,
  request: SipRequest,
  source: Address,
  expiresAt: Instant,
): Binding {
  const params = new Map(contact.params)
  params.delete('expires')
  const uri = parseSipUri(contact.uri)
  // What a phone says of itself is believed when it is where it says it is; else it is behind NAT, and
  // reached the way it came.
  const itself =
    uri && source.transport === 'udp' && uri.host === source.host ? addressOf(uri) : source
  return {
    uri: contact.uri,
    params: formatParams(params),
    target: itself,
    source,
    expiresAt,
    callId: request.callId,
    cseq: request.cseq.number,
  }
}

function isOlder(request: SipRequest, binding: Binding): boolean {
  return binding.callId === request.callId && request.cseq.number <= binding.cseq
}

function isSame(one: Address, other: Address): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf({ transport, host, port }: Address): string {
  return `${transport}|${host}|${port}`
}
