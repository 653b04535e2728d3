// Ports of 127.0.0.1 that nobody has, for one test after the other.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

const FIRST = 11_000
const PAIRS = 4_000

/** A port free for TCP and UDP, and the next one too, where SIP goes over TLS. Different each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    // Below the ports that the system gives to outgoing connections: it might give ours away.
    const port = FIRST + 2 * Math.floor(Math.random() * PAIRS)
    const isFree =
      !given.has(port) &&
      (await portForTcp(port)) !== undefined &&
      (await isFreeForUdp(port)) &&
      (await portForTcp(port + 1)) !== undefined
    if (!isFree) continue
    given.add(port)
    return port
  }
}

/** That port if it is free. */
async function portForTcp(wanted: number): Promise<number | undefined> {
  const server = createServer()
  try {
    server.listen(wanted, '127.0.0.1')
    await once(server, 'listening')
  } catch {
    // Somebody has it.
    return undefined
  }
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? address?.port : undefined
}

const given = new Set<number>()

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.bind(port, '127.0.0.1')
    await once(socket, 'listening')
    return true
  } catch {
    // Somebody has it: the next one, then.
    return false
  } finally {
    socket.close()
  }
}
