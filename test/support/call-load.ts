// Callers by the hundred, signalling only: each calls, perhaps presses 1, and hangs up after a while. They
// repeat what gets no answer (RFC 3261 §17.1), so that a peer that is killed and comes back finds them.
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

export interface CallLoadOptions {
  readonly sipPort: number
  /** The number that is called. */
  readonly number: string
  readonly callsPerSecond: number
  /** A number from 0 to 1. */
  readonly random: () => number
}

interface Call {
  readonly id: string
  readonly from: string
  toTag: string
  state: 'calling' | 'talking' | 'leaving' | 'over'
  timers: NodeJS.Timeout[]
}

const GIVE_UP_MS = 12_000
const TALK_MS = { min: 300, max: 8000 }
const PRESS_AFTER_MS = 250
/** T1 and T2 of RFC 3261 §17.1.2.2. */
const REPEAT_MS = { first: 500, longest: 4000 }

export async function startCallLoad(options: CallLoadOptions): Promise<CallLoad> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return new CallLoad(socket, options)
}

export class CallLoad {
  /** The numbers whose calls were answered with 200. */
  readonly answered = new Set<string>()
  begun = 0
  readonly #socket: Socket
  readonly #options: CallLoadOptions
  readonly #calls = new Map<string, Call>()
  readonly #beat: NodeJS.Timeout

  constructor(socket: Socket, options: CallLoadOptions) {
    this.#socket = socket
    this.#options = options
    socket.on('message', bytes => this.#hear(bytes.toString('latin1')))
    socket.on('error', () => undefined)
    this.#beat = setInterval(() => this.#begin(), 1000 / options.callsPerSecond)
  }

  get open(): number {
    return this.#calls.size
  }

  /** No more calls; those that are there go on to their end. */
  stopCalling(): void {
    clearInterval(this.#beat)
  }

  close(): void {
    this.stopCalling()
    for (const call of this.#calls.values()) this.#over(call)
    this.#socket.close()
  }

  #begin(): void {
    const from = `+1556${String(++this.begun).padStart(7, '0')}`
    const id = `load-${process.pid}-${this.begun}`
    const call: Call = { id, from, toTag: '', state: 'calling', timers: [] }
    this.#calls.set(id, call)
    this.#repeat(call, 'calling', () => this.#say(call, 'INVITE', 1, OFFER))
    call.timers.push(setTimeout(() => call.state === 'calling' && this.#over(call), GIVE_UP_MS))
  }

  #hear(text: string): void {
    const id = /^Call-ID: (\S+)/m.exec(text)?.[1] ?? ''
    const call = this.#calls.get(id)
    if (text.startsWith('BYE ')) {
      this.#answer(text)
      if (call) this.#over(call)
    } else if (call && text.startsWith('SIP/2.0 ')) this.#answered(call, text)
  }

  #answered(call: Call, text: string): void {
    const status = Number(text.slice(8, 11))
    const method = /^CSeq: \d+ (\w+)/m.exec(text)?.[1]
    if (method === 'BYE' && status >= 200) return this.#over(call)
    if (method !== 'INVITE' || status < 200) return
    call.toTag = /^To:.*;tag=([^;\s]+)/m.exec(text)?.[1] ?? ''
    this.#say(call, 'ACK', 1)
    if (status >= 300) return this.#over(call)
    this.answered.add(call.from)
    if (call.state === 'calling') this.#talk(call)
  }

  #talk(call: Call): void {
    call.state = 'talking'
    const { random } = this.#options
    if (random() < 0.6) {
      call.timers.push(setTimeout(() => this.#say(call, 'INFO', 2, PRESS_1), PRESS_AFTER_MS))
    }
    const talkMs = TALK_MS.min + random() * (TALK_MS.max - TALK_MS.min)
    call.timers.push(setTimeout(() => this.#leave(call), talkMs))
  }

  #leave(call: Call): void {
    if (call.state !== 'talking') return
    call.state = 'leaving'
    this.#repeat(call, 'leaving', () => this.#say(call, 'BYE', 3))
    call.timers.push(setTimeout(() => this.#over(call), GIVE_UP_MS))
  }

  #over(call: Call): void {
    call.state = 'over'
    for (const timer of call.timers) clearTimeout(timer)
    this.#calls.delete(call.id)
  }

  #repeat(call: Call, during: Call['state'], say: () => void, afterMs = REPEAT_MS.first): void {
    if (call.state !== during) return
    say()
    const nextMs = Math.min(afterMs * 2, REPEAT_MS.longest)
    call.timers.push(setTimeout(() => this.#repeat(call, during, say, nextMs), afterMs))
  }

  #say(call: Call, method: string, cseq: number, content?: { type: string; body: string }): void {
    const { number, sipPort } = this.#options
    const { port } = this.#socket.address()
    const to = `sip:${number}@127.0.0.1:${sipPort}`
    const lines = [
      `${method} ${to} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-${call.id}-${cseq}-${method === 'ACK' ? 'a' : ''}`,
      'Max-Forwards: 70',
      `From: <sip:${call.from}@127.0.0.1>;tag=f${call.id}`,
      `To: <${to}>${call.toTag === '' ? '' : `;tag=${call.toTag}`}`,
      `Call-ID: ${call.id}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:load@127.0.0.1:${port}>`,
      ...(content ? [`Content-Type: ${content.type}`] : []),
      `Content-Length: ${content?.body.length ?? 0}`,
    ]
    this.#send(`${lines.join('\r\n')}\r\n\r\n${content?.body ?? ''}`)
  }

  #answer(request: string): void {
    const copied = request.split('\r\n').filter(line => /^(via|from|to|call-id|cseq):/i.test(line))
    this.#send(`SIP/2.0 200 OK\r\n${copied.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`)
  }

  #send(text: string): void {
    this.#socket.send(text, this.#options.sipPort, '127.0.0.1')
  }
}

/** Phones behind the carrier: they are called, pick up and let the other side hang up. */
export async function startAnsweringPhones(): Promise<{
  readonly port: number
  close(): void
}> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.on('message', (bytes, from) => {
    const text = bytes.toString('latin1')
    const method = /^[A-Z]+(?= sip)/.exec(text)?.[0]
    if (method === undefined || method === 'ACK') return
    const head = text
      .split('\r\n')
      .filter(line => /^(via|from|to|call-id|cseq):/i.test(line))
      .map(line => (/^to:/i.test(line) && !line.includes('tag=') ? `${line};tag=phone` : line))
    const body = method === 'INVITE' ? OFFER.body : ''
    const answer = [
      'SIP/2.0 200 OK',
      ...head,
      `Contact: <sip:phone@127.0.0.1:${port}>`,
      ...(body === '' ? [] : [`Content-Type: ${OFFER.type}`]),
      `Content-Length: ${body.length}`,
    ]
    socket.send(`${answer.join('\r\n')}\r\n\r\n${body}`, from.port, from.address)
  })
  return { port, close: () => socket.close() }
}

const OFFER = {
  type: 'application/sdp',
  body: [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    'm=audio 9 RTP/AVP 0',
    '',
  ].join('\r\n'),
}

const PRESS_1 = { type: 'application/dtmf-relay', body: 'Signal=1\r\nDuration=100\r\n' }
