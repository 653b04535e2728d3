// JSON, one object per line, over a local socket (a file on Unix, a named pipe on Windows).
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Longer lines end the connection: nobody of ours sends them. */
const LINE_MAX = 8_000_000

export interface LineSocket<Sent, Heard> {
  send(message: Sent): void
  close(): void
  onMessage(listener: (message: Heard) => void): void
  onClose(listener: () => void): void
}

/** Listens on a local socket that only this user may open. */
export function listenForLines<Sent, Heard>(
  path: string,
  onSocket: (socket: LineSocket<Sent, Heard>) => void,
): Promise<{ close(): void }> {
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    onSocket(lines(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      if (process.platform !== 'win32') chmodSync(path, 0o600)
      resolve({
        close() {
          server.close()
          for (const socket of sockets) socket.destroy()
        },
      })
    })
  })
}

/** Connects once; rejects when nobody listens. */
export function connectForLines<Sent, Heard>(path: string): Promise<LineSocket<Sent, Heard>> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(lines(socket))
    })
  })
}

function lines<Sent, Heard>(socket: Socket): LineSocket<Sent, Heard> {
  let onMessage: (message: Heard) => void = () => {}
  let parts: string[] = []
  let length = 0
  socket.setEncoding('utf8')
  socket.on('error', () => socket.destroy()) // the close that follows says all there is to say
  socket.on('data', (chunk: string) => {
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      parts.push(chunk.slice(from, at))
      const line = parts.length === 1 ? (parts[0] ?? '') : parts.join('')
      parts = []
      length = 0
      from = at + 1
      onMessage(JSON.parse(line) as Heard)
    }
    if (from < chunk.length) {
      parts.push(from === 0 ? chunk : chunk.slice(from))
      length += chunk.length - from
      if (length > LINE_MAX) socket.destroy()
    }
  })
  const outbox: string[] = []
  return {
    send(message) {
      // What is said while the loop handles what has come goes out in one write.
      if (outbox.push(`${JSON.stringify(message)}\n`) > 1) return
      setImmediate(() => {
        if (!socket.destroyed) socket.write(outbox.join(''))
        outbox.length = 0
      })
    },
    close: () => socket.destroy(),
    onMessage(listener) {
      onMessage = listener
    },
    onClose(listener) {
      socket.on('close', listener)
    },
  }
}
