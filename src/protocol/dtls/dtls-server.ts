// The server side of a DTLS 1.2 handshake for SRTP keys (RFC 6347, RFC 5764), between two parties
// that know the hash of each other's certificate from the signalling. It speaks one suite, the one
// RFC 8827 §6.5 makes every browser have: ECDHE on P-256, ECDSA, AES-128-GCM, SHA-256.
//
//   hello ──► flight 4 sent ──► certificate, key, signature and Finished verified ──► established
//
// It is purely reactive: the browser repeats what was lost, and gets our last flight again.
import { ReplayWindow } from '../replay-window.ts'
import { AES128_CM_HMAC_SHA1_80, dtlsExportLength } from '../srtp/srtp-keys.ts'
import { concat, type DtlsCrypto, type DtlsKeyExchange, prf } from './dtls-crypto.ts'
import {
  contentType,
  type DtlsRecord,
  parseRecords,
  RecordCipher,
  writeRecord,
} from './dtls-record.ts'
import {
  type ClientHello,
  certificate,
  certificateRequest,
  ecdsaSha256,
  type HandshakeFragment,
  HandshakeInbox,
  type HandshakeMessage,
  handshakeType,
  keyExchangeParameters,
  p256,
  parseCertificate,
  parseClientHello,
  parseClientKeyExchange,
  parseFragments,
  parseSigned,
  rsaSha256,
  serverHello,
  signed,
  writeHandshake,
} from './handshake-message.ts'

export interface Fingerprint {
  /** As SDP writes it: `sha-256`. */
  readonly hash: string
  /** `AB:CD:…` */
  readonly value: string
}

export type DtlsOutput =
  | { readonly type: 'send'; readonly datagram: Uint8Array }
  /** The peer proved who it is. `exported` is the keying material of RFC 5764 §4.2. */
  | { readonly type: 'established'; readonly exported: Uint8Array }
  | { readonly type: 'failed'; readonly reason: string }
  /** The peer said good-bye. */
  | { readonly type: 'closed' }

type State =
  | { readonly name: 'hello' }
  | {
      readonly name: 'keyExchange'
      readonly hello: ClientHello
      readonly random: Uint8Array
      readonly ecdh: DtlsKeyExchange
      certificate?: Uint8Array
      keys?: Keys
      /** CertificateVerify was right. */
      proved: boolean
    }
  | { readonly name: 'established'; readonly keys: Keys; readonly finished: Uint8Array }
  | { readonly name: 'over' }

interface Keys {
  readonly master: Uint8Array
  readonly receive: RecordCipher
  readonly send: RecordCipher
}

/** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 */
const cipherSuite = 0xc02b

const alert = {
  closeNotify: 0,
  handshakeFailure: 40,
  badCertificate: 42,
  decodeError: 50,
  decryptError: 51,
} as const

export class DtlsServer {
  readonly #crypto: DtlsCrypto
  readonly #certificate: Uint8Array
  readonly #fingerprints: readonly Fingerprint[]
  readonly #inbox = new HandshakeInbox()
  readonly #window = new ReplayWindow()
  #state: State = { name: 'hello' }
  #transcript: Uint8Array[] = []
  #flight: Uint8Array[] = []
  readonly #sequences = [0, 0]

  constructor(options: {
    readonly crypto: DtlsCrypto
    /** Our own, DER. */
    readonly certificate: Uint8Array
    /** Of the browser's certificate, from its offer. */
    readonly fingerprints: readonly Fingerprint[]
  }) {
    this.#crypto = options.crypto
    this.#certificate = options.certificate
    this.#fingerprints = options.fingerprints
  }

  receive(datagram: Uint8Array): DtlsOutput[] {
    const outputs: DtlsOutput[] = []
    for (const record of parseRecords(datagram)) outputs.push(...this.#record(record))
    return dropRepeats(outputs)
  }

  /** Says good-bye, when there is somebody to say it to. */
  close(): DtlsOutput[] {
    const keys = this.#state.name === 'established' ? this.#state.keys : undefined
    this.#state = { name: 'over' }
    return keys ? [this.#alert(1, alert.closeNotify, keys)] : []
  }

  #record(record: DtlsRecord): DtlsOutput[] {
    if (this.#state.name === 'over') return []
    if (record.epoch === 1) return this.#encrypted(record)
    if (record.epoch !== 0) return []
    if (record.type === contentType.handshake) return this.#handshake(record.fragment, 0)
    // A plain alert proves nothing, but while nothing is proved it tells why the browser gave up.
    const isAlert = record.type === contentType.alert && this.#state.name === 'keyExchange'
    if (isAlert && record.fragment[0] === 2) {
      return this.#end(`the browser refused the handshake (alert ${record.fragment[1]})`)
    }
    return []
  }

  #encrypted(record: DtlsRecord): DtlsOutput[] {
    const state = this.#state
    const keys =
      state.name === 'keyExchange' || state.name === 'established' ? state.keys : undefined
    if (!keys || !this.#window.admits(record.sequence)) return []
    const plain = keys.receive.open(record)
    if (!plain) return []
    this.#window.take(record.sequence)
    if (record.type === contentType.handshake) return this.#handshake(plain, 1)
    if (record.type === contentType.alert && state.name === 'established') {
      this.#state = { name: 'over' }
      return [{ type: 'closed' }]
    }
    return []
  }

  #handshake(bytes: Uint8Array, epoch: number): DtlsOutput[] {
    const outputs: DtlsOutput[] = []
    for (const fragment of parseFragments(bytes) ?? []) {
      if (this.#inbox.isOld(fragment)) {
        outputs.push(...this.#repeat(fragment, epoch))
        continue
      }
      // Only Finished is encrypted, and it always is.
      if ((fragment.type === handshakeType.finished) !== (epoch === 1)) continue
      for (const message of this.#inbox.add(fragment)) outputs.push(...this.#message(message))
    }
    return outputs
  }

  /** The browser repeats the last message of its flight when it misses our answer to it. */
  #repeat(fragment: HandshakeFragment, epoch: number): DtlsOutput[] {
    const state = this.#state
    if (state.name === 'keyExchange' && fragment.type === handshakeType.clientHello) {
      return [this.#sendFlight()]
    }
    const repeatsFinished = epoch === 1 && fragment.type === handshakeType.finished
    return state.name === 'established' && repeatsFinished ? [this.#sendFinished(state)] : []
  }

  #message(message: HandshakeMessage): DtlsOutput[] {
    const state = this.#state
    if (state.name === 'hello') return this.#hello(message)
    if (state.name !== 'keyExchange') return []
    switch (message.type) {
      case handshakeType.certificate:
        return this.#peerCertificate(state, message)
      case handshakeType.clientKeyExchange:
        return this.#keyExchange(state, message)
      case handshakeType.certificateVerify:
        return this.#certificateVerify(state, message)
      case handshakeType.finished:
        return this.#finished(state, message)
      default:
        return this.#fail(alert.handshakeFailure, `unexpected handshake message ${message.type}`)
    }
  }

  #hello(message: HandshakeMessage): DtlsOutput[] {
    const hello =
      message.type === handshakeType.clientHello ? parseClientHello(message.body) : undefined
    if (!hello) return this.#fail(alert.decodeError, 'the first message is no ClientHello')
    const missing = whatIsMissing(hello)
    if (missing) return this.#fail(alert.handshakeFailure, `the browser does not offer ${missing}`)
    const random = this.#crypto.random(32)
    const ecdh = this.#crypto.ecdh()
    this.#state = { name: 'keyExchange', hello, random, ecdh, proved: false }
    this.#note(message)
    const parameters = keyExchangeParameters(ecdh.publicKey)
    const signature = this.#crypto.sign(concat([hello.random, random, parameters]))
    const { secureRenegotiation } = hello
    const profile = { cipherSuite, srtpProfile: AES128_CM_HMAC_SHA1_80 }
    this.#add(
      handshakeType.serverHello,
      0,
      serverHello({ random, secureRenegotiation, ...profile }),
    )
    this.#add(handshakeType.certificate, 1, certificate(this.#certificate))
    const exchange = concat([parameters, signed(ecdsaSha256, signature)])
    this.#add(handshakeType.serverKeyExchange, 2, exchange)
    this.#add(handshakeType.certificateRequest, 3, certificateRequest())
    this.#add(handshakeType.serverHelloDone, 4, new Uint8Array(0))
    return [this.#sendFlight()]
  }

  #peerCertificate(state: State & { name: 'keyExchange' }, message: HandshakeMessage) {
    const der = parseCertificate(message.body)
    if (state.certificate || !der || !this.#isExpected(der)) {
      return this.#fail(alert.badCertificate, 'the certificate is not the one of the offer')
    }
    state.certificate = der
    this.#note(message)
    return []
  }

  #keyExchange(state: State & { name: 'keyExchange' }, message: HandshakeMessage) {
    const point = parseClientKeyExchange(message.body)
    const secret = point && state.ecdh.secret(point)
    if (state.keys || !state.certificate || !secret) {
      return this.#fail(alert.handshakeFailure, 'the key exchange is malformed')
    }
    this.#note(message)
    // RFC 7627 §4: the master secret is bound to everything said so far.
    const session = this.#crypto.sha256(concat(this.#transcript))
    const master = prf(this.#crypto, secret, 'extended master secret', session, 48)
    state.keys = this.#deriveKeys(master, state)
    return []
  }

  #certificateVerify(state: State & { name: 'keyExchange' }, message: HandshakeMessage) {
    const proof = parseSigned(message.body)
    const algorithm = proof && signatureKinds.get(proof.algorithm)
    const right =
      state.keys !== undefined &&
      state.certificate !== undefined &&
      proof !== undefined &&
      algorithm !== undefined &&
      this.#crypto.verify({
        certificate: state.certificate,
        algorithm,
        data: concat(this.#transcript),
        signature: proof.signature,
      })
    if (!right) return this.#fail(alert.decryptError, 'the certificate is not proved by its key')
    state.proved = true
    this.#note(message)
    return []
  }

  #finished(state: State & { name: 'keyExchange' }, message: HandshakeMessage): DtlsOutput[] {
    const { keys, proved } = state
    const expected = keys && this.#verifyData(keys, 'client finished')
    if (!keys || !expected || !proved || !equal(expected, message.body)) {
      return this.#fail(alert.decryptError, 'the handshake was tampered with')
    }
    this.#note(message)
    const body = this.#verifyData(keys, 'server finished')
    const finished = writeHandshake({ type: handshakeType.finished, sequence: 5, body })
    const established = { name: 'established', keys, finished } as const
    this.#state = established
    this.#transcript = []
    this.#flight = []
    const seed = concat([state.hello.random, state.random])
    const label = 'EXTRACTOR-dtls_srtp'
    const exported = prf(this.#crypto, keys.master, label, seed, dtlsExportLength)
    return [this.#sendFinished(established), { type: 'established', exported }]
  }

  #deriveKeys(master: Uint8Array, state: State & { name: 'keyExchange' }): Keys {
    const seed = concat([state.random, state.hello.random])
    const block = prf(this.#crypto, master, 'key expansion', seed, 40)
    const cipher = (key: number, salt: number) =>
      new RecordCipher(
        this.#crypto.aes128Gcm(block.slice(key, key + 16)),
        block.slice(salt, salt + 4),
      )
    return { master, receive: cipher(0, 32), send: cipher(16, 36) }
  }

  #isExpected(der: Uint8Array): boolean {
    return this.#fingerprints.some(
      ({ hash, value }) => this.#crypto.fingerprint(der, hash) === value.toUpperCase(),
    )
  }

  #verifyData(keys: Keys, label: string): Uint8Array {
    const hash = this.#crypto.sha256(concat(this.#transcript))
    return prf(this.#crypto, keys.master, label, hash, 12)
  }

  #note(message: HandshakeMessage): void {
    this.#transcript.push(writeHandshake(message))
  }

  #add(type: number, sequence: number, body: Uint8Array): void {
    const message = writeHandshake({ type, sequence, body })
    this.#transcript.push(message)
    this.#flight.push(message)
  }

  /** One datagram holds it: our certificate is small. */
  #sendFlight(): DtlsOutput {
    const records = this.#flight.map(fragment =>
      writeRecord(this.#plainRecord(contentType.handshake, fragment)),
    )
    return { type: 'send', datagram: concat(records) }
  }

  #sendFinished(state: State & { name: 'established' }): DtlsOutput {
    const change = this.#plainRecord(contentType.changeCipherSpec, Uint8Array.of(1))
    const finished = this.#sealed(contentType.handshake, state.finished, state.keys)
    return { type: 'send', datagram: concat([writeRecord(change), finished]) }
  }

  #alert(level: number, description: number, keys: Keys | undefined): DtlsOutput {
    const fragment = Uint8Array.of(level, description)
    const datagram = keys
      ? this.#sealed(contentType.alert, fragment, keys)
      : writeRecord(this.#plainRecord(contentType.alert, fragment))
    return { type: 'send', datagram }
  }

  #plainRecord(type: number, fragment: Uint8Array): DtlsRecord {
    return { type, epoch: 0, sequence: this.#nextSequence(0), fragment }
  }

  #sealed(type: number, fragment: Uint8Array, keys: Keys): Uint8Array {
    return writeRecord(
      keys.send.seal({ type, epoch: 1, sequence: this.#nextSequence(1), fragment }),
    )
  }

  #nextSequence(epoch: 0 | 1): number {
    const sequence = this.#sequences[epoch] ?? 0
    this.#sequences[epoch] = sequence + 1
    return sequence
  }

  #fail(description: number, reason: string): DtlsOutput[] {
    const goodbye = this.#alert(2, description, undefined)
    return [goodbye, ...this.#end(reason)]
  }

  #end(reason: string): DtlsOutput[] {
    this.#state = { name: 'over' }
    return [{ type: 'failed', reason }]
  }
}

const signatureKinds: ReadonlyMap<number, 'ecdsa' | 'rsa'> = new Map([
  [ecdsaSha256, 'ecdsa'],
  [rsaSha256, 'rsa'],
])

function whatIsMissing(hello: ClientHello): string | undefined {
  if (!hello.cipherSuites.includes(cipherSuite)) return 'ECDHE-ECDSA with AES-128-GCM'
  if (!hello.groups.includes(p256)) return 'the curve P-256'
  if (!hello.signatures.includes(ecdsaSha256)) return 'ECDSA signatures with SHA-256'
  if (!hello.srtpProfiles.includes(AES128_CM_HMAC_SHA1_80)) return 'SRTP AES_CM_128_HMAC_SHA1_80'
  if (!hello.extendedMasterSecret) return 'the extended master secret'
  return undefined
}

/** A repeated flight comes in several records; one answer is enough. */
function dropRepeats(outputs: DtlsOutput[]): DtlsOutput[] {
  return outputs.length < 2 || outputs.some(({ type }) => type !== 'send')
    ? outputs
    : outputs.slice(0, 1)
}

const equal = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.reduce((sum, byte, i) => sum | (byte ^ (b[i] ?? 0)), 0) === 0
