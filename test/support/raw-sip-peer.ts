// A SIP peer on a FakeNetwork that says exactly what a test tells it to, right or wrong.
import type { FakeAddress, FakeHost, FakeNetwork } from './fake-network.ts'

export class RawSipPeer implements FakeHost {
  /** What it was sent, the oldest first. */
  readonly heard: string[] = []
  readonly address: FakeAddress
  readonly #network: FakeNetwork
  readonly #to: FakeAddress

  constructor(network: FakeNetwork, host: string, to: FakeAddress) {
    this.#network = network
    this.#to = to
    this.address = { transport: to.transport, host, port: 5060 }
    network.attach(this.address, this)
  }

  receive(bytes: Uint8Array): void {
    this.heard.push(Buffer.from(bytes).toString('latin1'))
  }

  advance(): void {
    return undefined
  }

  nextDeadline(): undefined {
    return undefined
  }

  /** Sends lines and an optional body. Content-Length is put in. */
  say(lines: readonly string[], body = ''): void {
    const text = `${[...lines, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`
    this.#network.send(this.address, this.#to, Buffer.from(text, 'latin1'))
    this.#network.run(20)
  }

  /** A request out of the blue or, with a To tag, within a call. */
  ask(
    method: string,
    options: {
      readonly uri?: string
      readonly cseq?: number
      readonly callId?: string
      readonly branch?: string
      readonly fromTag?: string
      readonly toTag?: string
      readonly headers?: readonly string[]
      readonly body?: string
      readonly type?: string
    } = {},
  ): void {
    const { uri = 'sip:sales@192.0.2.1', cseq = 1, callId = 'raw-1', fromTag = 'raw' } = options
    const branch = options.branch ?? `z9hG4bK${method}${cseq}${callId}`
    this.say(
      [
        `${method} ${uri} SIP/2.0`,
        `Via: SIP/2.0/UDP ${this.address.host}:5060;branch=${branch}`,
        'Max-Forwards: 70',
        `From: <sip:raw@example.com>;tag=${fromTag}`,
        `To: <sip:sales@example.com>${options.toTag === undefined ? '' : `;tag=${options.toTag}`}`,
        `Call-ID: ${callId}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:raw@${this.address.host}:5060>`,
        ...(options.body === undefined
          ? []
          : [`Content-Type: ${options.type ?? 'application/sdp'}`]),
        ...(options.headers ?? []),
      ],
      options.body,
    )
  }

  /** Answers a request it heard. */
  answer(
    request: string,
    status: string,
    options: {
      readonly tag?: string
      readonly headers?: readonly string[]
      readonly body?: string
    } = {},
  ): void {
    const copied = request
      .split('\r\n')
      .filter(line => /^(via|from|to|call-id|cseq|record-route):/i.test(line))
      .map(line =>
        /^to:/i.test(line) && options.tag !== undefined && !line.includes('tag=')
          ? `${line};tag=${options.tag}`
          : line,
      )
    this.say(
      [
        `SIP/2.0 ${status}`,
        ...copied,
        `Contact: <sip:raw@${this.address.host}:5060>`,
        ...(options.body === undefined ? [] : ['Content-Type: application/sdp']),
        ...(options.headers ?? []),
      ],
      options.body,
    )
  }

  /** The last message it heard, which must begin like that. */
  last(beginning: string): string {
    const message = this.heard.filter(each => each.startsWith(beginning)).at(-1)
    if (message === undefined) {
      const lines = this.heard.map(each => each.split('\r\n', 1)[0])
      throw new Error(`no ${beginning} among ${lines.join(', ')}`)
    }
    return message
  }

  count(beginning: string): number {
    return this.heard.filter(each => each.startsWith(beginning)).length
  }
}

/** The value of a header of a message. */
export function headerOf(message: string, name: string): string {
  const match = new RegExp(`^${name}: (.*)\\r$`, 'im').exec(message)
  return match?.[1] ?? ''
}

/** The tag we put into To. */
export function toTagOf(message: string): string {
  return /;tag=([^;\s]+)/.exec(headerOf(message, 'To'))?.[1] ?? ''
}
