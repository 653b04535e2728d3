// Knocks at a port with a WebRTC connection's own name and password, as somebody would who has seen
// its offer and answer: `tsx knock.ts <address> <port> <username> <password>`. Says whether there was
// an answer.
import { createSocket } from 'node:dgram'
import { HmacSha1 } from '../../src/protocol/hmac-sha1.ts'
import { bindingRequest, stunAttribute, writeStun } from '../../src/protocol/stun/stun-message.ts'

const [address, port, username = '', password = ''] = process.argv.slice(2)
const socket = createSocket('udp4')
const request = writeStun({
  type: bindingRequest,
  transactionId: new Uint8Array(12).fill(1),
  attributes: [[stunAttribute.username, new Uint8Array(Buffer.from(username))]],
  hmac: new HmacSha1(new Uint8Array(Buffer.from(password))),
})
const silence = setTimeout(() => end('silence'), 1500)
socket.once('message', () => end('answer'))
socket.send(request, Number(port), address)

function end(what: string): void {
  clearTimeout(silence)
  socket.close()
  console.log(what)
}
