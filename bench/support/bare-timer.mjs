// The least that can send a packet every 20 ms: a timer set to each deadline, and a socket.
import { createSocket } from 'node:dgram'
import { parentPort, workerData } from 'node:worker_threads'

const socket = createSocket('udp4')
const packet = Buffer.alloc(172)
packet[0] = 0x80
let sent = 0
const start = performance.now()

socket.bind(0, '127.0.0.1', () => {
  parentPort.postMessage(socket.address().port)
  beat()
})

function beat() {
  while (start + sent * 20 <= performance.now() + 0.3) {
    packet.writeUInt16BE(sent & 0xffff, 2)
    packet.writeUInt32BE((sent * 160) >>> 0, 4)
    socket.send(packet, workerData.toPort, '127.0.0.1')
    sent++
  }
  setTimeout(beat, Math.max(1, Math.floor(start + sent * 20 - performance.now())))
}
