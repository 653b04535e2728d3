// The least that answers calls: one datagram in, one out. Prints its port; ends with its input.
import { createSocket } from 'node:dgram'

const SDP =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n'
const socket = createSocket('udp4')
socket.on('message', (bytes, from) => {
  const text = bytes.toString('latin1')
  if (text.startsWith('ACK')) return
  const lines = text.split('\r\n').filter(line => /^(Via|From|To|Call-ID|CSeq):/.test(line))
  const { port } = socket.address()
  const head = ['SIP/2.0 200 OK', ...lines, `Contact: <sip:127.0.0.1:${port}>`]
  const answer = `${head.join('\r\n')}\r\nContent-Type: application/sdp\r\nContent-Length: ${SDP.length}\r\n\r\n${SDP}`
  socket.send(answer.replace(/^(To:[^\r]*)$/m, '$1;tag=raw'), from.port, from.address)
})
socket.bind(0, '127.0.0.1', () => console.log(socket.address().port))
process.stdin.on('end', () => process.exit()).resume()
