// The peer of row 15: a server of raw `ws` that sends every frame back. A child process of `chat.ts`.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', socket => {
  socket.on('message', data => socket.send(data, { binary: false }))
})
await once(server, 'listening')
process.send?.((server.address() as AddressInfo).port)
