// One browser's audio connection after its offer was answered: who may talk to us (ICE), who it is
// (DTLS), and the audio itself (SRTP). Datagrams and the time in, datagrams and news out.
//
//   checking ── first valid check ──► securing ── DTLS done ──► connected ──► over
import type { DtlsCrypto } from '../dtls/dtls-crypto.ts'
import { type DtlsOutput, DtlsServer } from '../dtls/dtls-server.ts'
import { type AesEcb, splitDtlsExport } from '../srtp/srtp-keys.ts'
import { SrtpReceiver } from '../srtp/srtp-receiver.ts'
import { SrtpSender } from '../srtp/srtp-sender.ts'
import { type IceCredentials, IceLite } from '../stun/ice-lite.ts'
import type { WebRtcOffer } from './webrtc-sdp.ts'

/** Where a datagram came from and through which of our sockets, so where an answer must go. */
export interface WebRtcPath {
  readonly socket: number
  readonly address: string
  readonly port: number
}

export interface WebRtcSessionEvents {
  onSend(datagram: Uint8Array, path: WebRtcPath): void
  /** A plain RTP packet of the browser. */
  onPacket(packet: Uint8Array): void
  onState(state: 'connected' | 'failed' | 'closed', reason?: string): void
}

/** The engine's number for telephone-event, whatever the browser calls it. */
export const dtmfPayloadType = 101

/** A connection that is not up by then will not be. */
const connectTimeoutMs = 20_000
/** RFC 7675 §5.1: browsers ask every 2.5 to 5 s for leave to go on; silence means they are gone. */
const silenceTimeoutMs = 12_000
/** Larger datagrams are not looked at. */
const maxDatagram = 2048
const maxPaths = 16

type State =
  | { readonly name: 'connecting'; readonly since: number }
  | { readonly name: 'connected'; readonly sender: SrtpSender; readonly receiver: SrtpReceiver }
  | { readonly name: 'over' }

export class WebRtcSession {
  readonly #ice: IceLite
  readonly #dtls: DtlsServer
  readonly #events: WebRtcSessionEvents
  readonly #aesEcb: AesEcb
  readonly #browserDtmf: number
  readonly #paths: WebRtcPath[] = []
  #state: State
  #selected: WebRtcPath | undefined
  #heardAt: number

  constructor(options: {
    readonly offer: WebRtcOffer
    readonly ice: IceCredentials
    readonly crypto: DtlsCrypto
    readonly aesEcb: AesEcb
    /** Our own, DER. */
    readonly certificate: Uint8Array
    readonly now: number
    readonly events: WebRtcSessionEvents
  }) {
    const { offer, crypto, certificate } = options
    this.#ice = new IceLite(options.ice, offer.ice.usernameFragment)
    this.#dtls = new DtlsServer({ crypto, certificate, fingerprints: offer.fingerprints })
    this.#events = options.events
    this.#aesEcb = options.aesEcb
    this.#browserDtmf = offer.dtmfPayloadType ?? dtmfPayloadType
    this.#state = { name: 'connecting', since: options.now }
    this.#heardAt = options.now
  }

  /** RFC 7983: the first byte says whose the datagram is. `from` is the source's 4 or 16 bytes. */
  receive(datagram: Uint8Array, path: WebRtcPath, from: () => Uint8Array, now: number): void {
    const first = datagram[0] ?? 255
    if (this.#state.name === 'over' || datagram.length > maxDatagram) return
    if (first < 4) return this.#check(datagram, path, from(), now)
    const known = this.#known(path)
    if (!known) return
    if (first >= 128 && first < 192) return this.#media(datagram, now)
    if (first >= 20 && first < 64) this.#secure(this.#dtls.receive(datagram), known, now)
  }

  /** Sends a plain RTP or RTCP packet; false when there is nobody to send it to. */
  send(packet: Uint8Array): boolean {
    if (this.#state.name !== 'connected' || !this.#selected) return false
    const { sender } = this.#state
    const datagram = isRtcp(packet)
      ? sender.protectRtcp(packet)
      : sender.protect(this.#forBrowser(packet))
    if (!datagram) return false
    this.#events.onSend(datagram, this.#selected)
    return true
  }

  /** When `tick` wants to be called next. */
  nextDeadline(): number | undefined {
    if (this.#state.name === 'over') return undefined
    return this.#state.name === 'connecting'
      ? this.#state.since + connectTimeoutMs
      : this.#heardAt + silenceTimeoutMs
  }

  tick(now: number): void {
    const deadline = this.nextDeadline()
    if (deadline === undefined || now < deadline) return
    if (this.#state.name === 'connected') return this.#end('closed', 'the browser fell silent')
    const missing = this.#selected ? 'the DTLS handshake did not end' : 'no path was found'
    this.#end('failed', `${missing} within ${connectTimeoutMs / 1000} s`)
  }

  /** Says good-bye. No event follows. */
  close(): void {
    if (this.#state.name === 'over') return
    this.#state = { name: 'over' }
    const path = this.#selected
    if (path) this.#sendAll(this.#dtls.close(), path)
  }

  #check(datagram: Uint8Array, path: WebRtcPath, from: Uint8Array, now: number): void {
    const check = this.#ice.check(datagram, from, path.port)
    if (!check) return
    if (check.valid) {
      this.#heardAt = now
      const known = this.#known(path) ?? this.#learn(path)
      if (check.nominated || !this.#selected) this.#selected = known
    }
    this.#events.onSend(check.response, path)
  }

  #secure(outputs: readonly DtlsOutput[], path: WebRtcPath, now: number): void {
    this.#sendAll(outputs, path)
    for (const output of outputs) {
      if (output.type === 'failed') this.#end('failed', output.reason)
      if (output.type === 'closed') this.#end('closed', 'the browser closed the connection')
      if (output.type === 'established') this.#connect(output.exported, now)
    }
  }

  #connect(exported: Uint8Array, now: number): void {
    const { client, server } = splitDtlsExport(exported)
    this.#state = {
      name: 'connected',
      sender: new SrtpSender(server, this.#aesEcb),
      receiver: new SrtpReceiver(client, this.#aesEcb),
    }
    this.#heardAt = now
    this.#events.onState('connected')
  }

  #media(datagram: Uint8Array, now: number): void {
    if (this.#state.name !== 'connected') return
    const { receiver } = this.#state
    if (isRtcp(datagram)) {
      const report = receiver.unprotectRtcp(datagram)
      if (typeof report === 'string') return
      this.#heardAt = now
      this.#events.onPacket(report)
      return
    }
    const packet = receiver.unprotect(datagram)
    if (typeof packet === 'string') return
    this.#heardAt = now
    const mark = packet[1] ?? 0
    if ((mark & 0x7f) === this.#browserDtmf) packet[1] = (mark & 0x80) | dtmfPayloadType
    this.#events.onPacket(packet)
  }

  #forBrowser(packet: Uint8Array): Uint8Array {
    const mark = packet[1] ?? 0
    if ((mark & 0x7f) !== dtmfPayloadType || this.#browserDtmf === dtmfPayloadType) return packet
    const copy = packet.slice()
    copy[1] = (mark & 0x80) | this.#browserDtmf
    return copy
  }

  #end(state: 'failed' | 'closed', reason: string): void {
    this.#state = { name: 'over' }
    this.#events.onState(state, reason)
  }

  #sendAll(outputs: readonly DtlsOutput[], path: WebRtcPath): void {
    for (const output of outputs) {
      if (output.type === 'send') this.#events.onSend(output.datagram, path)
    }
  }

  #known(path: WebRtcPath): WebRtcPath | undefined {
    if (this.#selected && samePath(this.#selected, path)) return this.#selected
    return this.#paths.find(known => samePath(known, path))
  }

  #learn(path: WebRtcPath): WebRtcPath {
    if (this.#paths.length === maxPaths) this.#paths.shift()
    this.#paths.push(path)
    return path
  }
}

const samePath = (a: WebRtcPath, b: WebRtcPath) =>
  a.port === b.port && a.socket === b.socket && a.address === b.address

/** RFC 5761 §4. */
const isRtcp = (packet: Uint8Array) => {
  const type = packet[1] ?? 0
  return type >= 192 && type <= 223
}
