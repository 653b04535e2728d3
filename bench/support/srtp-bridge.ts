// Our SRTP in a process of its own, without the media engine: reads a list of legs, opens a pair of
// ports for each and passes packets on, decrypted one way and encrypted the other; ends with its input.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { aesEcb } from '../../src/io/webrtc/node-crypto.ts'
import { SrtpReceiver } from '../../src/protocol/srtp/srtp-receiver.ts'
import { SrtpSender } from '../../src/protocol/srtp/srtp-sender.ts'

export interface BridgeLeg {
  readonly securePort: number
  readonly plainPort: number
  /** Key and salt in base64, as SDES writes them: the far end's. Ours is the same. */
  readonly key: string
}

const sockets: Socket[] = []
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  // Written by our own benchmark.
  const legs = JSON.parse(line) as BridgeLeg[]
  console.log(JSON.stringify(await Promise.all(legs.map(open))))
}
for (const socket of sockets) socket.close()

async function open({ securePort, plainPort, key }: BridgeLeg): Promise<readonly number[]> {
  const bytes = Buffer.from(key, 'base64')
  const master = { key: bytes.subarray(0, 16), salt: bytes.subarray(16) }
  const receiver = new SrtpReceiver(master, aesEcb)
  const sender = new SrtpSender(master, aesEcb)
  const [secure, plain] = await Promise.all([socketTo(), socketTo()])
  secure.on('message', datagram => {
    const packet = receiver.unprotect(datagram)
    if (typeof packet !== 'string') plain.send(packet, plainPort, '127.0.0.1')
  })
  plain.on('message', packet => {
    const datagram = sender.protect(packet)
    if (datagram) secure.send(datagram, securePort, '127.0.0.1')
  })
  return [secure.address().port, plain.address().port]
}

async function socketTo(): Promise<Socket> {
  const socket = createSocket({
    type: 'udp4',
    lookup: (host, _options, done) => done(null, host, 4),
  })
  const listening = once(socket, 'listening')
  socket.bind(0, '127.0.0.1')
  await listening
  sockets.push(socket)
  return socket
}
