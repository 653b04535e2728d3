// Digest authentication (RFC 7616, RFC 8760): MD5 for the phones there are, SHA-256 for those there will be.
import { encodeUtf8 } from './byte-string.ts'
import type { HeaderList } from './header-list.ts'
import { quote, quotedEnd, skipSpace, tokenEnd, unquote } from './params.ts'
import type { Hash } from './wire.ts'

export type DigestAlgorithm = 'MD5' | 'SHA-256'

/** What a server keeps instead of a password: H(username:realm:password). */
export function digestHa1(
  hash: Hash,
  algorithm: DigestAlgorithm,
  who: { readonly username: string; readonly realm: string; readonly password: string },
): string {
  return hashOf(hash, algorithm)(encodeUtf8(`${who.username}:${who.realm}:${who.password}`))
}

/** The fields of `Digest a=b, c="d"`; `undefined` for another scheme or a malformed one. */
export function parseDigest(header: string): ReadonlyMap<string, string> | undefined {
  if (!/^digest\s/i.test(header)) return undefined
  const fields = new Map<string, string>()
  let at = 6
  while (at < header.length) {
    const nameStart = skipSpace(header, at, header.length)
    const nameEnd = tokenEnd(header, nameStart, header.length)
    const equals = skipSpace(header, nameEnd, header.length)
    if (nameEnd === nameStart || header[equals] !== '=') return undefined
    const start = skipSpace(header, equals + 1, header.length)
    const isQuoted = header[start] === '"'
    const end = isQuoted ? quotedEnd(header, start, header.length) : unquotedEnd(header, start)
    if (end < 0) return undefined
    const value = header.slice(start, end)
    fields.set(header.slice(nameStart, nameEnd).toLowerCase(), isQuoted ? unquote(value) : value)
    at = skipSpace(header, end, header.length)
    if (at < header.length && header[at] !== ',') return undefined
    at++
  }
  return fields
}

/** RFC 7616 §3.4.1. */
export function digestResponse(
  hash: Hash,
  input: {
    readonly algorithm: DigestAlgorithm
    readonly ha1: string
    readonly method: string
    readonly uri: string
    readonly nonce: string
    /** With qop=auth. */
    readonly counted?: { readonly nc: string; readonly cnonce: string } | undefined
  },
): string {
  const h = hashOf(hash, input.algorithm)
  const ha2 = h(`${input.method}:${input.uri}`)
  const middle = input.counted
    ? `${input.nonce}:${input.counted.nc}:${input.counted.cnonce}:auth`
    : input.nonce
  return h(`${input.ha1}:${middle}:${ha2}`)
}

/** Our side when a peer asks for credentials; remembers the challenge for later requests of the call. */
export class DigestClient {
  readonly #hash: Hash
  readonly #credentials: { readonly username: string; readonly password: string }
  readonly #token: () => string
  #challenge:
    | { header: string; fields: ReadonlyMap<string, string>; algorithm: DigestAlgorithm }
    | undefined
  #count = 0

  constructor(
    hash: Hash,
    credentials: { readonly username: string; readonly password: string },
    token: () => string,
  ) {
    this.#hash = hash
    this.#credentials = credentials
    this.#token = token
  }

  /** Takes the challenge of a 401 or 407. `false`: there is none we can answer. */
  challenge(status: number, headers: HeaderList): boolean {
    const name = status === 401 ? 'www-authenticate' : 'proxy-authenticate'
    const offers = headers.lines(name).flatMap(line => {
      const fields = parseDigest(line)
      const algorithm = algorithmOf(fields?.get('algorithm'))
      return fields && algorithm ? [{ fields, algorithm }] : []
    })
    const best = offers.find(offer => offer.algorithm === 'SHA-256') ?? offers[0]
    if (best === undefined) return false
    const header = status === 401 ? 'authorization' : 'proxy-authorization'
    this.#challenge = { header, ...best }
    this.#count = 0
    return true
  }

  /** The header that proves us, once there was a challenge. */
  headerFor(method: string, uri: string): readonly [name: string, value: string] | undefined {
    const challenge = this.#challenge
    if (challenge === undefined) return undefined
    const { fields, algorithm } = challenge
    const field = (name: string): string => fields.get(name) ?? ''
    this.#count++
    const { username, password } = this.#credentials
    const realm = field('realm')
    const nonce = field('nonce')
    const usesQop = /(^|[\s,])auth($|[\s,])/i.test(field('qop'))
    const counted = usesQop
      ? { nc: this.#count.toString(16).padStart(8, '0'), cnonce: this.#token() }
      : undefined
    const ha1 = digestHa1(this.#hash, algorithm, { username, realm, password })
    const response = digestResponse(this.#hash, { algorithm, ha1, method, uri, nonce, counted })
    const parts = [
      `username=${quote(encodeUtf8(username))}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(uri)}`,
      `response="${response}"`,
      `algorithm=${algorithm}`,
    ]
    if (counted) parts.push(`qop=auth, nc=${counted.nc}, cnonce="${counted.cnonce}"`)
    if (fields.has('opaque')) parts.push(`opaque=${quote(field('opaque'))}`)
    return [challenge.header, `Digest ${parts.join(', ')}`]
  }
}

export type DigestVerdict =
  | { readonly type: 'accepted'; readonly username: string }
  /** Right or wrong, but on a nonce that is too old or already used: ask again. */
  | { readonly type: 'stale' }
  | { readonly type: 'refused' }

/** Milliseconds for which a nonce is good, and how many used ones are remembered. */
const NONCE_LIFE = 300_000
const NONCES_MAX = 20_000

/** Our side when we ask for credentials. A nonce that nobody used costs no memory. */
export class DigestServer {
  readonly #hash: Hash
  readonly #secret: string
  /** The highest count seen of each used nonce; the oldest first. */
  readonly #used = new Map<string, number>()

  constructor(hash: Hash, secret: string) {
    this.#hash = hash
    this.#secret = secret
  }

  /** WWW-Authenticate values, the preferred first (RFC 8760 §2.4). */
  challenges(options: {
    readonly realm: string
    readonly algorithms: readonly DigestAlgorithm[]
    readonly stale: boolean
    readonly now: number
    readonly token: string
  }): string[] {
    const issued = `${options.now.toString(36)}.${options.token}`
    const nonce = `${issued}.${this.#seal(issued)}`
    return options.algorithms.map(
      algorithm =>
        `Digest realm=${quote(options.realm)}, nonce="${nonce}", qop="auth", algorithm=${algorithm}` +
        (options.stale ? ', stale=true' : ''),
    )
  }

  check(options: {
    readonly header: string | undefined
    readonly method: string
    readonly realm: string
    readonly now: number
    readonly ha1Of: (username: string, algorithm: DigestAlgorithm) => string | undefined
  }): DigestVerdict {
    const fields = options.header === undefined ? undefined : parseDigest(options.header)
    const algorithm = algorithmOf(fields?.get('algorithm'))
    if (!fields || !algorithm || fields.get('realm') !== options.realm) return { type: 'refused' }
    const nonce = fields.get('nonce') ?? ''
    const freshness = this.#freshness(nonce, options.now)
    if (freshness === 'forged') return { type: 'refused' }
    const username = fields.get('username') ?? ''
    if (!this.#proves(fields, algorithm, options, options.ha1Of(username, algorithm)))
      return { type: 'refused' }
    if (freshness === 'old' || !this.#use(nonce, fields)) return { type: 'stale' }
    return { type: 'accepted', username }
  }

  // An unknown user is hashed like a known one, so that the time taken tells nothing.
  #proves(
    fields: ReadonlyMap<string, string>,
    algorithm: DigestAlgorithm,
    { method }: { readonly method: string },
    ha1: string | undefined,
  ): boolean {
    const qop = fields.get('qop')
    if (qop !== undefined && qop.toLowerCase() !== 'auth') return false
    const nc = fields.get('nc') ?? ''
    const cnonce = fields.get('cnonce') ?? ''
    const expected = digestResponse(this.#hash, {
      algorithm,
      ha1: ha1 ?? this.#secret,
      method,
      uri: fields.get('uri') ?? '',
      nonce: fields.get('nonce') ?? '',
      counted: qop === undefined ? undefined : { nc, cnonce },
    })
    return (
      equalInConstantTime(expected, (fields.get('response') ?? '').toLowerCase()) &&
      ha1 !== undefined
    )
  }

  #freshness(nonce: string, now: number): 'fresh' | 'old' | 'forged' {
    const [time = '', token = '', seal = ''] = nonce.split('.')
    if (!equalInConstantTime(this.#seal(`${time}.${token}`), seal)) return 'forged'
    return now - Number.parseInt(time, 36) > NONCE_LIFE ? 'old' : 'fresh'
  }

  // RFC 7616 §3.4: the count must rise; a client without qop may use its nonce once.
  #use(nonce: string, fields: ReadonlyMap<string, string>): boolean {
    const count = fields.has('qop') ? Number.parseInt(fields.get('nc') ?? '', 16) : Infinity
    const last = this.#used.get(nonce)
    if (Number.isNaN(count) || (last !== undefined && count <= last)) return false
    this.#used.set(nonce, count)
    if (this.#used.size > NONCES_MAX) this.#forgetOldest()
    return true
  }

  // A forgotten nonce could be replayed only within its life, and only after 20,000 newer ones.
  #forgetOldest(): void {
    for (const nonce of this.#used.keys()) {
      this.#used.delete(nonce)
      return
    }
  }

  #seal(issued: string): string {
    return this.#hash.sha256(`${this.#secret}:${issued}`).slice(0, 32)
  }
}

function hashOf(hash: Hash, algorithm: DigestAlgorithm): (text: string) => string {
  return text => (algorithm === 'MD5' ? hash.md5(text) : hash.sha256(text))
}

function algorithmOf(name: string | undefined): DigestAlgorithm | undefined {
  if (name === undefined) return 'MD5'
  const upper = name.toUpperCase()
  return upper === 'MD5' || upper === 'SHA-256' ? upper : undefined
}

function unquotedEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from)
  const end = comma < 0 ? text.length : comma
  return text.slice(from, end).trimEnd().length + from
}

function equalInConstantTime(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}
