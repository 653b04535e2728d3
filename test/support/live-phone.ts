// A telephone on real sockets that says exactly what a test tells it to, right or wrong. It answers BYE
// and acknowledges what it is told to; everything else is the test's affair.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { toneUlaw } from './tone.ts'
import { until } from './until.ts'

const FRAME_MS = 20
const FRAME_SAMPLES = 160
const DTMF_TYPE = 101

export interface LivePhoneOptions {
  /** The SIP port of Parley on 127.0.0.1. */
  readonly sipPort: number
  /** One of this machine's loopback addresses. */
  readonly host?: string
  readonly port?: number
}

export async function openLivePhone(options: LivePhoneOptions): Promise<LivePhone> {
  const host = options.host ?? '127.0.0.1'
  const [sip, rtp] = await Promise.all([bound(host, options.port ?? 0), bound(host, 0)])
  return new LivePhone(sip, rtp, options.sipPort)
}

export class LivePhone {
  readonly host: string
  readonly port: number
  readonly rtpPort: number
  /** What it was sent, the oldest first. */
  readonly heard: string[] = []
  /** How many sound packets it was sent. */
  packetsHeard = 0
  /** Is told each packet's µ-law sound. */
  onSound: ((payload: Uint8Array) => void) | undefined
  readonly #sip: Socket
  readonly #rtp: Socket
  readonly #sipPort: number
  #speaking: NodeJS.Timeout | undefined
  #sequence = 1
  #timestamp = 0
  #calls = 0

  constructor(sip: Socket, rtp: Socket, sipPort: number) {
    this.#sip = sip
    this.#rtp = rtp
    this.#sipPort = sipPort
    this.host = sip.address().address
    this.port = sip.address().port
    this.rtpPort = rtp.address().port
    sip.on('message', bytes => this.#hear(bytes.toString('latin1')))
    rtp.on('message', packet => {
      this.packetsHeard++
      if (packet[1] === undefined || (packet[1] & 0x7f) !== 0) return
      this.onSound?.(packet.subarray(12))
    })
    for (const socket of [sip, rtp]) socket.on('error', () => undefined)
  }

  /** An SDP that offers G.711 and digits. */
  get offer(): string {
    return [
      'v=0',
      `o=- 1 1 IN IP4 ${this.host}`,
      's=-',
      `c=IN IP4 ${this.host}`,
      't=0 0',
      `m=audio ${this.rtpPort} RTP/AVP 0 ${DTMF_TYPE}`,
      'a=rtpmap:0 PCMU/8000',
      `a=rtpmap:${DTMF_TYPE} telephone-event/8000`,
      'a=sendrecv',
      '',
    ].join('\r\n')
  }

  send(message: string | Uint8Array): void {
    const bytes = typeof message === 'string' ? Buffer.from(message, 'latin1') : message
    this.#sip.send(bytes, this.#sipPort, '127.0.0.1')
  }

  /** Sends an INVITE and waits for nothing. The call's name is for the other methods. */
  invite(number: string, sdp = this.offer): LiveCall {
    const call: LiveCall = { id: `${this.port}-${++this.#calls}`, number, toTag: '', rtpPort: 0 }
    this.#request(call, 1, 'INVITE', { type: 'application/sdp', body: sdp })
    return call
  }

  /** Calls and acknowledges what comes: answered, with 200. */
  async call(number: string, sdp = this.offer): Promise<LiveCall & { readonly status: number }> {
    const call = this.invite(number, sdp)
    const answer = await this.answerTo(call, 'INVITE', 200)
    const answered = {
      ...call,
      status: statusOf(answer),
      toTag: /^To:.*;tag=([^;\s]+)/im.exec(answer)?.[1] ?? '',
      rtpPort: Number(/^m=audio (\d+)/m.exec(answer)?.[1] ?? 0),
    }
    this.#request(answered, 1, 'ACK')
    return answered
  }

  /** The first answer of at least that status. */
  answerTo(call: LiveCall, method: string, statusMin: number, timeoutMs = 10_000): Promise<string> {
    return until(
      `an answer to ${method}`,
      () =>
        this.heard.find(
          text =>
            text.startsWith('SIP/2.0') &&
            statusOf(text) >= statusMin &&
            text.includes(`Call-ID: ${call.id}\r\n`) &&
            text.includes(` ${method}\r\n`),
        ),
      timeoutMs,
    )
  }

  /** A digit the way phones without RFC 4733 send it. */
  info(call: LiveCall, cseq: number, digit: string): void {
    this.#request(call, cseq, 'INFO', {
      type: 'application/dtmf-relay',
      body: `Signal=${digit}\r\nDuration=100\r\n`,
    })
  }

  async hangUp(call: LiveCall): Promise<void> {
    this.#request(call, 9_999, 'BYE')
    await this.answerTo(call, 'BYE', 200)
  }

  /** Whether the far end has hung up. */
  wasHungUpOn(call: LiveCall): boolean {
    return this.heard.some(
      text => text.startsWith('BYE ') && text.includes(`Call-ID: ${call.id}\r\n`),
    )
  }

  /** Speaks a tone to a port until told to be silent. */
  speak(hz: number, toPort: number): void {
    this.silence()
    let frame = 0
    this.#speaking = setInterval(() => {
      const sound = toneUlaw(hz, FRAME_SAMPLES, frame++ * FRAME_SAMPLES)
      this.#sendRtp(toPort, 0, this.#timestamp, sound)
      this.#timestamp += FRAME_SAMPLES
    }, FRAME_MS)
  }

  silence(): void {
    clearInterval(this.#speaking)
  }

  /** One RFC 4733 digit, in one packet that begins and ends it. */
  digit(digit: number, toPort: number): void {
    this.#timestamp += FRAME_SAMPLES
    this.#sendRtp(toPort, DTMF_TYPE, this.#timestamp, Uint8Array.of(digit, 0x8a, 0x03, 0x20))
  }

  close(): void {
    this.silence()
    this.#sip.close()
    this.#rtp.close()
  }

  #sendRtp(toPort: number, type: number, timestamp: number, payload: Uint8Array): void {
    const packet = Buffer.alloc(12 + payload.length)
    packet[0] = 0x80
    packet[1] = type
    packet.writeUInt16BE(this.#sequence++ & 0xffff, 2)
    packet.writeUInt32BE(timestamp >>> 0, 4)
    packet.writeUInt32BE(this.rtpPort, 8)
    packet.set(payload, 12)
    this.#rtp.send(packet, toPort, '127.0.0.1')
  }

  #request(
    call: LiveCall,
    cseq: number,
    method: string,
    content: { readonly type: string; readonly body: string } | undefined = undefined,
  ): void {
    const uri = `sip:${call.number}@127.0.0.1:${this.#sipPort}`
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.host}:${this.port};branch=z9hG4bK-${call.id}-${cseq}-${method}`,
      'Max-Forwards: 70',
      `From: <sip:+15550123@${this.host}>;tag=f-${call.id}`,
      `To: <${uri}>${call.toTag === '' ? '' : `;tag=${call.toTag}`}`,
      `Call-ID: ${call.id}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:+15550123@${this.host}:${this.port}>`,
      ...(content === undefined ? [] : [`Content-Type: ${content.type}`]),
      `Content-Length: ${content?.body.length ?? 0}`,
    ]
    this.send(`${lines.join('\r\n')}\r\n\r\n${content?.body ?? ''}`)
  }

  #hear(text: string): void {
    this.heard.push(text)
    if (!text.startsWith('BYE ')) return
    const copied = text.split('\r\n').filter(line => /^(via|from|to|call-id|cseq):/i.test(line))
    this.send(`SIP/2.0 200 OK\r\n${copied.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`)
  }
}

export interface LiveCall {
  readonly id: string
  readonly number: string
  readonly toTag: string
  /** Where Parley hears sound. */
  readonly rtpPort: number
}

export function statusOf(response: string): number {
  return Number(response.slice(8, 11))
}

async function bound(host: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  socket.bind(port, host)
  await once(socket, 'listening')
  return socket
}
