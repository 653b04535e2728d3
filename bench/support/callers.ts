// Callers that measure how long it takes until they are answered, and hang up at once.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

const SDP =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=sendrecv\r\n'
/** Calls at a steady rate; answers the times from INVITE to 200 in milliseconds. */
export async function timeAnswers(of: {
  readonly port: number
  readonly number: string
  readonly calls: number
  readonly perSecond: number
  /** What is not answered so long after the last call never will be. */
  readonly lastMs?: number
}): Promise<readonly number[]> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const callers = new Callers(socket, of.port, of.number)
  const startedAt = performance.now()
  for (let i = 0; i < of.calls; i++) {
    const dueMs = startedAt + (i * 1000) / of.perSecond - performance.now()
    if (dueMs > 0) await pause(dueMs)
    callers.invite()
  }
  const lastAt = performance.now() + (of.lastMs ?? 3000)
  while (callers.timesMs.length < of.calls && performance.now() < lastAt) await pause(20)
  // The hang-ups are answered.
  await pause(200)
  socket.close()
  const unanswered = of.calls - callers.timesMs.length
  if (unanswered > 0) throw new Error(`${unanswered} of ${of.calls} calls were not answered`)
  return callers.timesMs
}

class Callers {
  readonly timesMs: number[] = []
  readonly #socket: Socket
  readonly #port: number
  readonly #own: string
  readonly #uri: string
  readonly #run = Math.random().toString(36).slice(2)
  readonly #calledAt = new Map<string, number>()

  constructor(socket: Socket, port: number, number: string) {
    this.#socket = socket
    this.#port = port
    this.#own = `127.0.0.1:${socket.address().port}`
    this.#uri = `sip:${number}@127.0.0.1:${port}`
    socket.on('message', bytes => this.#hear(bytes.toString('latin1')))
  }

  invite(): void {
    const callId = `${this.#run}-${this.#calledAt.size}`
    this.#calledAt.set(callId, performance.now())
    this.#send('INVITE', this.#uri, callId, `<${this.#uri}>`, 1, SDP)
  }

  #hear(message: string): void {
    if (!/^SIP\/2\.0 200 /.test(message) || !/^CSeq: 1 INVITE/im.test(message)) return
    const callId = /^Call-ID: (.*)\r$/im.exec(message)?.[1] ?? ''
    const calledAt = this.#calledAt.get(callId)
    if (calledAt === undefined) return
    this.#calledAt.set(callId, Number.NaN)
    if (Number.isNaN(calledAt)) return
    this.timesMs.push(performance.now() - calledAt)
    const to = /^To: (.*)\r$/im.exec(message)?.[1] ?? ''
    const contact = /^Contact: <([^>]+)>/im.exec(message)?.[1] ?? this.#uri
    this.#send('ACK', contact, callId, to, 1)
    this.#send('BYE', contact, callId, to, 2)
  }

  #send(method: string, uri: string, callId: string, to: string, cseq: number, body = ''): void {
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.#own};branch=z9hG4bK${callId}${method}`,
      `From: <sip:+15550123@${this.#own}>;tag=${callId}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:+15550123@${this.#own}>`,
      'Max-Forwards: 70',
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
    ]
    this.#socket.send(`${lines.join('\r\n')}\r\n\r\n${body}`, this.#port, '127.0.0.1')
  }
}
