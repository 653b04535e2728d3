// Ports of 127.0.0.1 that nobody has, for one test after the other.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port free for TCP and UDP, different each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const free = !given.has(port) && (await isFreeForUdp(port))
    server.close()
    await once(server, 'close')
    if (!free) continue
    given.add(port)
    return port
  }
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
