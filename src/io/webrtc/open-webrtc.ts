// A browser's audio connection on UDP sockets of its own: answers the offer and from then on deals
// in plain RTP packets.
import { randomBytes, randomInt } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { ipBytes } from '../../protocol/stun/ip-bytes.ts'
import { parseWebRtcOffer, writeWebRtcAnswer } from '../../protocol/webrtc/webrtc-sdp.ts'
import { type WebRtcPath, WebRtcSession } from '../../protocol/webrtc/webrtc-session.ts'
import { type DtlsCertificate, makeDtlsCertificate } from './dtls-certificate.ts'
import { expandAddresses, isLoopback, ownAddresses } from './media-addresses.ts'
import { aesEcb, dtlsCrypto, fingerprint } from './node-crypto.ts'

export interface WebRtcOptions {
  /** SDP with one audio section. */
  readonly offer: string
  /**
   * Where the browser will find us, best first (see `mediaAddresses`). One that is not the machine's
   * own is taken for a NAT's that forwards the port range; 0.0.0.0 stands for all of the machine's.
   * With a loopback address among them only this machine may connect.
   */
  readonly addresses: readonly string[]
  readonly ports: { readonly min: number; readonly max: number }
}

export interface WebRtcEvents {
  /** A plain RTP packet: G.711 with its static payload type, telephone-event as 101. It may be kept. */
  onPacket(bytes: Uint8Array): void
  /** `failed` before the connection stood, `closed` after; nothing follows either. */
  onState(state: 'connected' | 'failed' | 'closed', reason?: string): void
}

export interface WebRtcConnection {
  /** SDP with all our candidates. */
  readonly answer: string
  /** Sends a plain RTP packet, payload types as in `onPacket`. Dropped while not connected. */
  send(bytes: Uint8Array): boolean
  /** Accepts a trickled candidate. None is needed: the browser's own checks show where it is. */
  addCandidate(candidate: string, mid?: string): void
  /** Says good-bye to the browser and frees everything. No event follows. */
  close(): void
}

/** Rejects with the reason when the offer cannot be answered or no port is free. */
export async function openWebRtc(
  options: WebRtcOptions,
  events: WebRtcEvents,
): Promise<WebRtcConnection> {
  const offer = parseWebRtcOffer(options.offer)
  if ('refused' in offer) throw new Error(offer.refused)
  const addresses = await expandAddresses(options.addresses)
  const ports = await Promise.all(addresses.map(at => bindPort(at, options.ports)))
  const sockets = ports.filter(port => port !== undefined)
  if (sockets.length === 0) throw new Error('no UDP port is free for WebRTC')
  const ice = { usernameFragment: randomText(6), password: randomText(24) }
  const certificate = ownCertificate()

  const session = new WebRtcSession({
    offer,
    ice,
    crypto: dtlsCrypto(certificate.privateKey),
    aesEcb,
    certificate: certificate.der,
    now: performance.now(),
    events: {
      onSend: (datagram, path) => send(sockets[path.socket]?.socket, datagram, path),
      onPacket: packet => events.onPacket(packet),
      onState(state, reason) {
        if (state === 'connected') timer.start()
        else free()
        events.onState(state, reason)
      },
    },
  })
  const timer = new DeadlineTimer(session)
  const free = () => {
    timer.stop()
    for (const { socket } of sockets) socket.close()
  }

  const admitted = addresses.some(isLoopback) ? ownAddresses() : undefined
  for (const [i, { socket }] of sockets.entries()) {
    socket.on('message', (datagram, { address, port }) => {
      if (admitted && !admitted.has(address)) return
      const path: WebRtcPath = { socket: i, address, port }
      session.receive(datagram, path, () => ipBytes(address), performance.now())
    })
  }
  timer.start()

  return {
    answer: writeWebRtcAnswer({
      offer,
      ice,
      fingerprint: { hash: 'sha-256', value: fingerprint(certificate.der, 'sha-256') ?? '' },
      candidates: sockets.map(({ address, socket }) => ({ address, port: socket.address().port })),
      sessionId: randomInt(2 ** 47),
    }),
    send: bytes => session.send(bytes),
    addCandidate: () => {},
    close() {
      if (timer.stopped) return
      session.close()
      free()
    },
  }
}

let certificate: DtlsCertificate | undefined

/** One for the life of the process: browsers need it to be the same only within a connection. */
function ownCertificate(): DtlsCertificate {
  certificate ??= makeDtlsCertificate()
  return certificate
}

/** Lets the session act when its time has come; every packet may have moved that. */
class DeadlineTimer {
  readonly #session: WebRtcSession
  #timer: NodeJS.Timeout | undefined
  #stopped: boolean = false

  constructor(session: WebRtcSession) {
    this.#session = session
  }

  /** Also when the deadline came nearer. */
  start(): void {
    clearTimeout(this.#timer)
    const deadline = this.#session.nextDeadline()
    if (this.#stopped || deadline === undefined) return
    this.#timer = setTimeout(
      () => {
        this.#session.tick(performance.now())
        this.start()
      },
      Math.max(10, deadline - performance.now()),
    )
    this.#timer.unref()
  }

  get stopped(): boolean {
    return this.#stopped
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }
}

interface BoundSocket {
  readonly address: string
  readonly socket: Socket
}

/** A socket on a free port of the range; undefined when there is none. */
async function bindPort(
  address: string,
  { min, max }: WebRtcOptions['ports'],
): Promise<BoundSocket | undefined> {
  const count = max - min + 1
  const start = randomInt(count)
  let host = address
  for (let i = 0; i < Math.min(count, 200); i++) {
    const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', lookup })
    const problem = await bind(socket, host, min + ((start + i) % count))
    if (!problem) return { address, socket }
    socket.close()
    // Not an address of this machine: a NAT's, which forwards to whatever ours is.
    if (problem === 'EADDRNOTAVAIL' && host === address) host = isIPv6(address) ? '::' : '0.0.0.0'
    else if (problem !== 'EADDRINUSE') return undefined
  }
  return undefined
}

function bind(socket: Socket, address: string, port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    // Later errors are those of single sends: a lost packet, no more.
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    socket.bind({ address, port, exclusive: true }, () => resolve(undefined))
  })
}

/** Every address here is numeric; the system's resolver would cost a turn of the loop per packet. */
const lookup = (
  host: string,
  _options: unknown,
  done: (error: null, address: string, family: number) => void,
) => done(null, host, isIPv6(host) ? 6 : 4)

function send(socket: Socket | undefined, datagram: Uint8Array, path: WebRtcPath): void {
  socket?.send(datagram, path.port, path.address)
}

/** Letters, digits, `+` and `/`, as ICE wants them (RFC 8445 §5.3). */
const randomText = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=/g, '')
