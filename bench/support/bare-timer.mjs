// The least that can send a packet every 20 ms: a timer set to each deadline, and a socket. Prints its
// port and sends to the one it is told.
import { createSocket } from 'node:dgram'

const toPort = Number(process.argv[2])
const socket = createSocket('udp4')
const packet = Buffer.alloc(172)
packet[0] = 0x80
let sent = 0
const start = performance.now()

socket.bind(0, '127.0.0.1', () => {
  console.log(socket.address().port)
  beat()
})

function beat() {
  while (start + sent * 20 <= performance.now() + 0.3) {
    packet.writeUInt16BE(sent & 0xffff, 2)
    packet.writeUInt32BE((sent * 160) >>> 0, 4)
    socket.send(packet, toPort, '127.0.0.1')
    sent++
  }
  setTimeout(beat, Math.max(1, Math.floor(start + sent * 20 - performance.now())))
}
