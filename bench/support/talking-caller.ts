// A caller that speaks a tone from the first moment and notes when it first hears more than silence.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { toneUlaw } from '../../test/support/tone.ts'

export interface TalkingCall {
  /** From now on, when did something other than silence come? Milliseconds since 1970. */
  watch(): void
  readonly heardAt: number | undefined
  hangUp(): void
}

const FRAME_BYTES = 160
const RTP_HEADER_BYTES = 12
/** µ-law has two zeros. */
const SILENCE = [0xff, 0x7f]

/** Calls and resolves when the call is answered. */
export async function openCall(port: number, number: string): Promise<TalkingCall> {
  const [sip, rtp] = [createSocket('udp4'), createSocket('udp4')]
  for (const socket of [sip, rtp]) {
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
  }
  const own = `127.0.0.1:${sip.address().port}`
  const callId = Math.random().toString(36).slice(2)
  const say = (method: string, uri: string, to: string, cseq: number, body = '') => {
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${callId}${method}`,
      `From: <sip:+15550123@${own}>;tag=${callId}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:+15550123@${own}>`,
      'Max-Forwards: 70',
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
    ]
    sip.send(`${lines.join('\r\n')}\r\n\r\n${body}`, port, '127.0.0.1')
  }
  const uri = `sip:${number}@127.0.0.1:${port}`
  const sdp = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${rtp.address().port} RTP/AVP 0`,
    '',
  ].join('\r\n')
  say('INVITE', uri, `<${uri}>`, 1, sdp)
  const answer = await new Promise<string>(resolve => {
    sip.on('message', bytes => {
      if (String(bytes).startsWith('SIP/2.0 200')) resolve(String(bytes))
    })
  })
  const to = /^To: (.*)\r$/im.exec(answer)?.[1] ?? ''
  const contact = /^Contact: <([^>]+)>/im.exec(answer)?.[1] ?? uri
  say('ACK', contact, to, 1)
  const talking = talk(rtp, Number(/m=audio (\d+)/.exec(answer)?.[1]))
  let watching = false
  let heardAt: number | undefined
  rtp.on('message', packet => {
    const sound = packet.subarray(RTP_HEADER_BYTES)
    if (watching && heardAt === undefined && !sound.every(byte => SILENCE.includes(byte))) {
      heardAt = Date.now()
    }
  })
  return {
    watch() {
      watching = true
    },
    get heardAt() {
      return heardAt
    },
    hangUp() {
      clearInterval(talking)
      say('BYE', contact, to, 2)
      setTimeout(() => {
        sip.close()
        rtp.close()
      }, 500)
    },
  }
}

function talk(rtp: ReturnType<typeof createSocket>, toPort: number): NodeJS.Timeout {
  const tone = toneUlaw(700, FRAME_BYTES * 50)
  const packet = Buffer.alloc(RTP_HEADER_BYTES + FRAME_BYTES)
  packet[0] = 0x80
  let sent = 0
  return setInterval(() => {
    packet.writeUInt16BE(sent & 0xffff, 2)
    packet.writeUInt32BE(sent * FRAME_BYTES, 4)
    packet.set(tone.subarray((sent % 50) * FRAME_BYTES, ((sent % 50) + 1) * FRAME_BYTES), 12)
    sent++
    rtp.send(packet, toPort, '127.0.0.1')
  }, 20)
}
