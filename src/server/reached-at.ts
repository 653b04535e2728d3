// Where a caller reached us: what we answer with addresses of ours must lead back there.
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'

type Asked = Pick<IncomingMessage, 'headers' | 'socket'>

/** Over HTTPS, to us or to the proxy before us. */
export function isSecure({ headers, socket }: Asked): boolean {
  return socket instanceof TLSSocket || headers['x-forwarded-proto'] === 'https'
}

/** Scheme, host and port, for HTTP and for WebSockets. */
export function reachedAt(incoming: Asked): {
  readonly origin: string
  readonly socketOrigin: string
} {
  const host = incoming.headers.host ?? '127.0.0.1'
  if (isSecure(incoming)) return { origin: `https://${host}`, socketOrigin: `wss://${host}` }
  // The official chat library opens sockets without TLS on this very address only, with a port.
  const local = host.replace(/^localhost(?=:|$)/, '127.0.0.1')
  const withPort = local === '127.0.0.1' ? `${local}:80` : local
  return { origin: `http://${host}`, socketOrigin: `ws://${withPort}` }
}
