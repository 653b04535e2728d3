// Handshake messages of DTLS 1.2 (RFC 6347 §4.2, RFC 5246 §7.4) as a server reads and writes them.
import { ByteReader, bytesOf, Truncated } from './byte-reader.ts'
import { concat } from './dtls-crypto.ts'

export const handshakeType = {
  clientHello: 1,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const

export interface HandshakeMessage {
  readonly type: number
  readonly sequence: number
  readonly body: Uint8Array
}

/** As it is hashed, and as it is sent when it fits one record: a single fragment. */
export function writeHandshake({ type, sequence, body }: HandshakeMessage): Uint8Array {
  const length = bytesOf(body.length, 3)
  const start = [bytesOf(type, 1), length, bytesOf(sequence, 2), bytesOf(0, 3), length]
  return concat([...start, body])
}

export interface HandshakeFragment {
  readonly type: number
  readonly sequence: number
  readonly length: number
  readonly offset: number
  readonly body: Uint8Array
}

/** The fragments in one record; undefined when it is no sequence of fragments. */
export function parseFragments(record: Uint8Array): HandshakeFragment[] | undefined {
  return orUndefined(() => {
    const reader = new ByteReader(record)
    const fragments: HandshakeFragment[] = []
    while (!reader.atEnd) {
      const type = reader.number(1)
      const length = reader.number(3)
      const sequence = reader.number(2)
      const offset = reader.number(3)
      const body = reader.vector(3)
      if (offset + body.length > length) return undefined
      fragments.push({ type, sequence, length, offset, body })
    }
    return fragments
  })
}

const maxMessageLength = 8192
const maxAhead = 6

/** Puts fragments together and messages in order, whatever order they come in. */
export class HandshakeInbox {
  #next = 0
  readonly #partial = new Map<number, Partial>()

  /** Is this a message that was already handed out, that is, a retransmission? */
  isOld(fragment: HandshakeFragment): boolean {
    return fragment.sequence < this.#next
  }

  /** Takes a fragment in and hands out the messages that are now whole and next in order. */
  add(fragment: HandshakeFragment): HandshakeMessage[] {
    if (this.isOld(fragment) || fragment.sequence >= this.#next + maxAhead) return []
    if (fragment.length > maxMessageLength) return []
    const partial = this.#partial.get(fragment.sequence) ?? new Partial(fragment)
    this.#partial.set(fragment.sequence, partial)
    partial.add(fragment)
    const messages: HandshakeMessage[] = []
    for (;;) {
      const first = this.#partial.get(this.#next)
      if (!first?.whole) return messages
      messages.push({ type: first.type, sequence: this.#next, body: first.body })
      this.#partial.delete(this.#next)
      this.#next++
    }
  }
}

class Partial {
  readonly type: number
  readonly body: Uint8Array
  readonly #have: Uint8Array
  #missing: number

  constructor(fragment: HandshakeFragment) {
    this.type = fragment.type
    this.body = new Uint8Array(fragment.length)
    this.#have = new Uint8Array(fragment.length)
    this.#missing = fragment.length
  }

  get whole(): boolean {
    return this.#missing === 0
  }

  add(fragment: HandshakeFragment): void {
    if (fragment.type !== this.type || fragment.length !== this.body.length) return
    this.body.set(fragment.body, fragment.offset)
    for (let at = fragment.offset; at < fragment.offset + fragment.body.length; at++) {
      if (this.#have[at]) continue
      this.#have[at] = 1
      this.#missing--
    }
  }
}

export interface ClientHello {
  readonly random: Uint8Array
  readonly cipherSuites: readonly number[]
  readonly groups: readonly number[]
  readonly signatures: readonly number[]
  readonly srtpProfiles: readonly number[]
  readonly extendedMasterSecret: boolean
  readonly secureRenegotiation: boolean
}

const extension = {
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  useSrtp: 14,
  extendedMasterSecret: 23,
  renegotiationInfo: 0xff01,
} as const

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 §3.3). */
const renegotiationSuite = 0x00ff

export function parseClientHello(body: Uint8Array): ClientHello | undefined {
  return orUndefined(() => {
    const reader = new ByteReader(body)
    reader.bytes(2)
    const random = reader.bytes(32).slice()
    reader.vector(1)
    reader.vector(1)
    const cipherSuites = numbers(reader.vector(2))
    reader.vector(1)
    const extensions = parseExtensions(reader)
    const list = (name: number) => {
      const data = extensions.get(name)
      return data ? numbers(new ByteReader(data).vector(2)) : []
    }
    return {
      random,
      cipherSuites,
      groups: list(extension.supportedGroups),
      signatures: list(extension.signatureAlgorithms),
      srtpProfiles: list(extension.useSrtp),
      extendedMasterSecret: extensions.has(extension.extendedMasterSecret),
      secureRenegotiation:
        extensions.has(extension.renegotiationInfo) || cipherSuites.includes(renegotiationSuite),
    }
  })
}

/** RFC 5246 §7.4.1.3, for the one suite and profile we speak; no session to resume. */
export function serverHello(options: {
  readonly random: Uint8Array
  readonly cipherSuite: number
  readonly srtpProfile: number
  readonly secureRenegotiation: boolean
}): Uint8Array {
  const extensions = [
    // One profile, no MKI (RFC 5764 §4.1.1).
    extensionOf(extension.useSrtp, concat([bytesOf(2, 2), bytesOf(options.srtpProfile, 2), zero])),
    extensionOf(extension.extendedMasterSecret, none),
    extensionOf(extension.pointFormats, Uint8Array.of(1, 0)),
    ...(options.secureRenegotiation ? [extensionOf(extension.renegotiationInfo, zero)] : []),
  ]
  const block = concat(extensions)
  return concat([
    Uint8Array.of(0xfe, 0xfd),
    options.random,
    zero,
    bytesOf(options.cipherSuite, 2),
    zero,
    bytesOf(block.length, 2),
    block,
  ])
}

export function certificate(der: Uint8Array): Uint8Array {
  return concat([bytesOf(der.length + 3, 3), bytesOf(der.length, 3), der])
}

/** The first certificate of the chain; undefined when there is none. */
export function parseCertificate(body: Uint8Array): Uint8Array | undefined {
  return orUndefined(() => {
    const list = new ByteReader(new ByteReader(body).vector(3))
    return list.atEnd ? undefined : list.vector(3).slice()
  })
}

export const p256 = 23

/** ServerECDHParams (RFC 8422 §5.4): what is signed, without the signature. */
export function keyExchangeParameters(publicKey: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(3), bytesOf(p256, 2), bytesOf(publicKey.length, 1), publicKey])
}

export const ecdsaSha256 = 0x0403
export const rsaSha256 = 0x0401

export function signed(algorithm: number, signature: Uint8Array): Uint8Array {
  return concat([bytesOf(algorithm, 2), bytesOf(signature.length, 2), signature])
}

export function parseSigned(
  body: Uint8Array,
): { readonly algorithm: number; readonly signature: Uint8Array } | undefined {
  return orUndefined(() => {
    const reader = new ByteReader(body)
    return { algorithm: reader.number(2), signature: reader.vector(2) }
  })
}

/** ECDSA or RSA certificates, SHA-256 signatures, from whomever. */
export function certificateRequest(): Uint8Array {
  const algorithms = concat([bytesOf(ecdsaSha256, 2), bytesOf(rsaSha256, 2)])
  return concat([Uint8Array.of(2, 64, 1), bytesOf(4, 2), algorithms, bytesOf(0, 2)])
}

export function parseClientKeyExchange(body: Uint8Array): Uint8Array | undefined {
  return orUndefined(() => new ByteReader(body).vector(1))
}

const none = new Uint8Array(0)
const zero = Uint8Array.of(0)

function parseExtensions(reader: ByteReader): Map<number, Uint8Array> {
  const extensions = new Map<number, Uint8Array>()
  if (reader.atEnd) return extensions
  const block = new ByteReader(reader.vector(2))
  while (!block.atEnd) extensions.set(block.number(2), block.vector(2))
  return extensions
}

function extensionOf(name: number, data: Uint8Array): Uint8Array {
  return concat([bytesOf(name, 2), bytesOf(data.length, 2), data])
}

function numbers(bytes: Uint8Array): number[] {
  const reader = new ByteReader(bytes)
  const all: number[] = []
  while (!reader.atEnd) all.push(reader.number(2))
  return all
}

function orUndefined<T>(parse: () => T | undefined): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Truncated) return undefined
    throw error
  }
}
