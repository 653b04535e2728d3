// UDP ports for media: even numbers of a range (RFC 3550 §11), taken in turn so that a port rests
// between two calls. Opening a socket is the dearest thing about a short call: sockets are kept for the
// next one, and rest for some seconds in which nobody has sent anything there.
import { createSocket, type Socket, type SocketOptions } from 'node:dgram'
import { isIPv6 } from 'node:net'

export interface UdpPort {
  readonly port: number
  /** Takes what comes from now on. */
  onPacket: OnPacket
  /** False when the system refused the packet at once. */
  send(bytes: Uint8Array, address: string, port: number): boolean
  close(): void
}

type LookUp = NonNullable<SocketOptions['lookup']>
type OnPacket = (bytes: Uint8Array, from: { address: string; port: number }) => void

/** Bursts wait in the kernel while the event loop is busy: about 1000 packets. */
const RECEIVE_BUFFER_BYTES = 512 * 1024

/** A phone of the last call that goes on talking must not be heard in the next one. */
const REST_MS = 1500
const RESTING_MAX = 4096
/** So much longer than it must rest, and nobody needs it. */
const KEPT_MS = 20_000

interface Resting {
  readonly address: string
  readonly port: number
  readonly socket: Socket
  /** When something last came. */
  quietSince: number
}

export class UdpPorts {
  /** The one that is quiet longest first. */
  readonly #resting = new Set<Resting>()
  #sweeper: NodeJS.Timeout | undefined
  readonly #ports: readonly number[]
  readonly #afterPacket: () => void
  #next: number
  readonly #open = new Set<number>()

  /** `afterPacket` is called when somebody has taken a packet: others may wait behind it. */
  constructor(
    range: { readonly min: number; readonly max: number },
    start: number,
    afterPacket: () => void = () => undefined,
  ) {
    this.#afterPacket = afterPacket
    const first = range.min + (range.min % 2)
    const count = Math.max(0, Math.floor((range.max - first) / 2) + 1)
    this.#ports = Array.from({ length: count }, (_, i) => first + 2 * i)
    this.#next = start % Math.max(1, count)
  }

  /** How many there are at all. */
  get count(): number {
    return this.#ports.length
  }

  /** Opens the next free port; rejects with a sentence when there is none. */
  async open(address: string, onPacket: OnPacket): Promise<UdpPort> {
    const rested = this.#rested(address, REST_MS)
    if (rested) return this.#use(rested.socket, rested.port, address, onPacket)
    for (let tries = 0; tries < this.#ports.length; tries++) {
      const port = this.#ports[this.#next] as number
      this.#next = (this.#next + 1) % this.#ports.length
      if (this.#open.has(port)) continue
      const socket = await bind(address, port)
      if (socket !== undefined) return this.#use(socket, port, address, onPacket)
    }
    const tired = this.#rested(address, 0)
    if (tired) return this.#use(tired.socket, tired.port, address, onPacket)
    throw new Error('all media ports are in use')
  }

  #use(socket: Socket, number: number, address: string, onPacket: OnPacket): UdpPort {
    this.#open.add(number)
    const afterPacket = this.#afterPacket
    const listener: OnPacket = (bytes, from) => {
      port.onPacket(bytes, from)
      afterPacket()
    }
    const port = new OpenPort(socket, number, onPacket, () => {
      socket.off('message', listener)
      this.#rest(socket, number, address)
    })
    socket.on('message', listener)
    return port
  }

  #rest(socket: Socket, port: number, address: string): void {
    const resting: Resting = { address, port, socket, quietSince: performance.now() }
    socket.on('message', () => {
      resting.quietSince = performance.now()
      this.#resting.delete(resting)
      this.#resting.add(resting)
    })
    this.#resting.add(resting)
    socket.unref()
    const [longest] = this.#resting
    if (longest && this.#resting.size > RESTING_MAX) this.#end(longest)
    this.#sweeper ??= setInterval(() => this.#sweep(), REST_MS).unref()
  }

  /** One to which nobody has spoken for so long. */
  #rested(address: string, forMs: number): Resting | undefined {
    const quietBefore = performance.now() - forMs
    for (const resting of this.#resting) {
      if (resting.quietSince > quietBefore) return undefined
      if (resting.address !== address) continue
      this.#resting.delete(resting)
      resting.socket.removeAllListeners('message').ref()
      return resting
    }
    return undefined
  }

  #sweep(): void {
    const quietBefore = performance.now() - REST_MS - KEPT_MS
    for (const resting of this.#resting) if (resting.quietSince < quietBefore) this.#end(resting)
    if (this.#resting.size > 0) return
    clearInterval(this.#sweeper)
    this.#sweeper = undefined
  }

  #end(resting: Resting): void {
    this.#resting.delete(resting)
    this.#open.delete(resting.port)
    resting.socket.close()
  }
}

/**
 * Passing a packet on costs as much for the memory it touches as for what it does: a port is one object, and
 * what it does is not bound to it anew.
 */
class OpenPort implements UdpPort {
  readonly port: number
  onPacket: OnPacket
  readonly #socket: Socket
  readonly #onClose: () => void
  #closed: boolean = false

  constructor(socket: Socket, port: number, onPacket: OnPacket, onClose: () => void) {
    this.#socket = socket
    this.port = port
    this.onPacket = onPacket
    this.#onClose = onClose
  }

  send(bytes: Uint8Array, address: string, port: number): boolean {
    if (this.#closed) return false
    try {
      this.#socket.send(bytes, port, address)
      return true
    } catch {
      // A port of 0 or an address that is none: RFC 3264 §8.4 has such in SDP.
      return false
    }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#onClose()
  }
}

/** A port for RTCP beside one of these; undefined when somebody else has it. */
export async function openControlPort(
  address: string,
  port: number,
  onPacket: OnPacket,
): Promise<UdpPort | undefined> {
  const socket = await bind(address, port)
  if (socket === undefined) return undefined
  const opened = new OpenPort(socket, port, onPacket, () => socket.close())
  socket.on('message', (bytes, from) => opened.onPacket(bytes, from))
  return opened
}

/** Undefined when somebody else has the port. */
async function bind(address: string, port: number): Promise<Socket | undefined> {
  const family = isIPv6(address) ? 6 : 4
  const socket = createSocket({
    type: `udp${family}`,
    recvBufferSize: RECEIVE_BUFFER_BYTES,
    lookup: family === 6 ? lookUp6 : lookUp4,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ address, port, exclusive: true }, () => {
        socket.off('error', reject)
        resolve()
      })
    })
    // An ICMP refusal or a route that is gone: the silence that follows is noticed by itself.
    socket.on('error', () => undefined)
    return socket
  } catch (error) {
    socket.close()
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined
    throw error
  }
}

/** Addresses here are numbers already: no thread is asked to look them up. */
const lookUp4: LookUp = (host, _options, found) => found(null, host, 4)
const lookUp6: LookUp = (host, _options, found) => found(null, host, 6)
