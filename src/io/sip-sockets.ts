// The sockets SIP goes through: one UDP port, the same port for TCP, and one for TLS when there is a
// certificate. It carries bytes; what they mean is the business of `protocol/sip`.
import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { lookup } from 'node:dns'
import {
  connect as connectTcp,
  createServer,
  isIP,
  isIPv6,
  type Server,
  type Socket,
} from 'node:net'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'

export interface SipPeer {
  readonly transport: 'udp' | 'tcp' | 'tls'
  readonly host: string
  readonly port: number
}

export interface SipSocketOptions {
  /** Address to listen on. */
  readonly bind: string
  /** For UDP and TCP; 0 takes a free one. */
  readonly port: number
  readonly tls?: { readonly port: number; readonly key: string; readonly cert: string }
  readonly limits?: Partial<SipSocketLimits>
}

export interface SipSocketLimits {
  readonly connectionsMax: number
  /** Who has not agreed on keys by then goes. */
  readonly handshakeMs: number
  /** A connection on which nothing comes or goes for that long is closed. */
  readonly idleMs: number
  /** Bytes that may wait for a peer that reads too slowly. */
  readonly unsentBytesMax: number
}

export interface SipSockets {
  readonly port: number
  readonly tlsPort: number | undefined
  /** Sends a datagram, or on the connection with that peer, which is opened when there is none. */
  send(to: SipPeer, bytes: Uint8Array): void
  /** Ends the connection with that peer. */
  hangUp(to: SipPeer): void
  /** How many connections are open. */
  readonly connectionCount: number
  close(): Promise<void>
}

type OnReceive = (bytes: Uint8Array, from: SipPeer) => void
type OnClosed = (from: SipPeer) => void

const LIMITS: SipSocketLimits = {
  connectionsMax: 2000,
  handshakeMs: 10_000,
  idleMs: 600_000,
  unsentBytesMax: 1_048_576,
}

/** Bursts wait in the kernel while the event loop is busy. */
const UDP_BUFFER_BYTES = 4 * 1024 * 1024

/** Opens all of them, or rejects with a sentence that says which could not be and why. */
export async function openSipSockets(
  options: SipSocketOptions,
  onReceive: OnReceive,
  onClosed: OnClosed,
): Promise<SipSockets> {
  const limits = { ...LIMITS, ...options.limits }
  const connections = new Connections(limits, options.bind, onReceive, onClosed)
  const opened: { close(): void }[] = []
  try {
    const udp = await bindUdp(options.bind, options.port, onReceive)
    opened.push(udp)
    const { port } = udp.address()
    const tcp = createServer(socket => connections.accept(socket, 'tcp'))
    await listen(tcp, options.bind, port, 'TCP')
    opened.push(tcp)
    const tls =
      options.tls && createTlsServer({ ...options.tls, handshakeTimeout: limits.handshakeMs })
    if (tls && options.tls) {
      tls.on('secureConnection', socket => connections.accept(socket, 'tls'))
      await listen(tls, options.bind, options.tls.port, 'TLS')
    }
    return socketsOf({ udp, tcp, tls, port, connections })
  } catch (error) {
    for (const each of opened) each.close()
    throw error
  }
}

function socketsOf(parts: {
  readonly udp: UdpSocket
  readonly tcp: Server
  readonly tls: Server | undefined
  readonly port: number
  readonly connections: Connections
}): SipSockets {
  const { udp, tcp, tls, port, connections } = parts
  let isClosed = false
  return {
    port,
    tlsPort: tls && portOf(tls),
    get connectionCount() {
      return connections.count
    },
    send: (to, bytes) => {
      if (isClosed) return
      if (to.transport === 'udp') sendDatagram(udp, to, bytes)
      else connections.send({ ...to, transport: to.transport }, bytes)
    },
    hangUp: to => connections.hangUp(to),
    close: async () => {
      if (isClosed) return
      isClosed = true
      connections.close()
      await Promise.all([closed(udp), closed(tcp), ...(tls ? [closed(tls)] : [])])
    },
  }
}

class Connections {
  readonly #limits: SipSocketLimits
  readonly #bind: string
  readonly #onReceive: OnReceive
  readonly #onClosed: OnClosed
  readonly #sockets = new Map<string, Socket>()

  constructor(limits: SipSocketLimits, bind: string, onReceive: OnReceive, onClosed: OnClosed) {
    this.#limits = limits
    this.#bind = bind
    this.#onReceive = onReceive
    this.#onClosed = onClosed
  }

  get count(): number {
    return this.#sockets.size
  }

  accept(socket: Socket, transport: 'tcp' | 'tls'): void {
    const { remoteAddress, remotePort } = socket
    if (remoteAddress === undefined || remotePort === undefined) {
      socket.destroy()
      return
    }
    // The one that is too many is turned away; those that are there keep what they have.
    if (this.#sockets.size >= this.#limits.connectionsMax) {
      socket.on('error', ignore)
      socket.destroy()
      return
    }
    this.#keep(socket, { transport, host: plainHost(remoteAddress), port: remotePort })
  }

  send(to: SipPeer & { readonly transport: 'tcp' | 'tls' }, bytes: Uint8Array): void {
    const socket = this.#sockets.get(keyOf(to)) ?? this.#connect(to)
    if (socket === undefined) return
    // Whoever does not read what it is sent cannot be held in a call.
    if (socket.writableLength + bytes.length > this.#limits.unsentBytesMax) socket.destroy()
    else socket.write(bytes)
  }

  hangUp(to: SipPeer): void {
    this.#sockets.get(keyOf(to))?.end()
  }

  close(): void {
    for (const socket of this.#sockets.values()) socket.destroy()
  }

  #connect(to: SipPeer & { readonly transport: 'tcp' | 'tls' }): Socket | undefined {
    if (this.#sockets.size >= this.#limits.connectionsMax) {
      setImmediate(() => this.#onClosed(to))
      return undefined
    }
    const target = { host: to.host, port: to.port, localAddress: this.#localAddress(to.host) }
    const socket =
      to.transport === 'tcp'
        ? connectTcp(target)
        : connectTls({ ...target, ...(isIP(to.host) ? {} : { servername: to.host }) })
    this.#keep(socket, to)
    return socket
  }

  // A peer that is told one address should not see us come from another.
  #localAddress(host: string): string | undefined {
    const isEverywhere = this.#bind === '0.0.0.0' || this.#bind === '::'
    const sameFamily = isIP(host) === 0 || isIPv6(host) === isIPv6(this.#bind)
    return isEverywhere || !sameFamily ? undefined : this.#bind
  }

  #keep(socket: Socket, peer: SipPeer): void {
    const key = keyOf(peer)
    this.#sockets.set(key, socket)
    socket.setNoDelay(true)
    socket.setTimeout(this.#limits.idleMs, () => socket.destroy())
    socket.on('data', (bytes: Buffer) => this.#onReceive(bytes, peer))
    // Nothing can be sent on a half-open connection but what the peer will not read.
    socket.on('end', () => socket.end())
    socket.on('error', ignore)
    socket.on('close', () => {
      if (this.#sockets.get(key) !== socket) return
      this.#sockets.delete(key)
      this.#onClosed(peer)
    })
  }
}

async function bindUdp(bind: string, port: number, onReceive: OnReceive): Promise<UdpSocket> {
  const socket = createSocket({
    type: isIPv6(bind) ? 'udp6' : 'udp4',
    recvBufferSize: UDP_BUFFER_BYTES,
    // Most addresses are numbers already, and wait for nobody.
    lookup: (host, options, found) => {
      const family = isIP(host)
      if (family === 0) lookup(host, options, found)
      else found(null, host, family)
    },
  })
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => reject(cannotListen('UDP', bind, port, error))
    socket.once('error', fail)
    socket.bind({ address: bind, port, exclusive: true }, () => {
      socket.off('error', fail)
      resolve()
    })
  })
  // A datagram that could not be delivered is one that was lost.
  socket.on('error', ignore)
  socket.on('message', (bytes, from) =>
    onReceive(bytes, { transport: 'udp', host: plainHost(from.address), port: from.port }),
  )
  return socket
}

async function listen(server: Server, bind: string, port: number, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => reject(cannotListen(name, bind, port, error))
    server.once('error', fail)
    server.listen({ host: bind, port, exclusive: true }, () => {
      server.off('error', fail)
      resolve()
    })
  })
  server.on('error', ignore)
}

function sendDatagram(socket: UdpSocket, to: SipPeer, bytes: Uint8Array): void {
  try {
    socket.send(bytes, to.port, to.host, ignore)
  } catch {
    // A port or address that is none: the message is lost, and its transaction times out.
  }
}

function cannotListen(name: string, bind: string, port: number, error: Error): Error {
  const code = 'code' in error ? error.code : undefined
  const why =
    code === 'EADDRINUSE'
      ? 'the port is in use'
      : code === 'EACCES'
        ? 'that needs more rights'
        : code === 'EADDRNOTAVAIL'
          ? 'this machine has no such address'
          : error.message
  return new Error(`Cannot listen for SIP on ${name} ${bind}:${port}: ${why}.`)
}

function portOf(server: Server): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}

function closed(server: UdpSocket | Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}

/** IPv4 that came through an IPv6 socket is written as IPv4. */
function plainHost(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

function keyOf({ transport, host, port }: SipPeer): string {
  return `${transport}|${host}|${port}`
}

/** What goes wrong shows as silence or as a closed connection. */
function ignore(): void {
  return undefined
}
