// One request again and again over connections that stay open, with as little as possible on this side.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

interface Load {
  readonly answered: number
  /** From a request to its whole answer, in ms. */
  readonly latencies: readonly number[]
}

export class HttpLoad {
  readonly #request: Buffer
  readonly #connections: readonly Connection[]

  private constructor(request: Buffer, connections: readonly Connection[]) {
    this.#request = request
    this.#connections = connections
  }

  static async open(port: number, request: Buffer, connections: number): Promise<HttpLoad> {
    const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1'))
    await Promise.all(sockets.map(socket => once(socket, 'connect')))
    return new HttpLoad(
      request,
      sockets.map(socket => new Connection(socket)),
    )
  }

  /** Every connection asks as soon as it is answered. */
  async full(seconds: number): Promise<Load> {
    const until = performance.now() + seconds * 1000
    return this.#load(async (connection, latencies) => {
      while (performance.now() < until) latencies.push(await connection.ask(this.#request))
    })
  }

  /** So many a second together, each at its time. */
  async steady(perSecond: number, seconds: number): Promise<Load> {
    const from = performance.now()
    const every = (this.#connections.length / perSecond) * 1000
    return this.#load(async (connection, latencies, index) => {
      for (let at = (index * 1000) / perSecond; at < seconds * 1000; at += every) {
        const late = performance.now() - from - at
        if (late < 0) await new Promise(resolve => setTimeout(resolve, -late))
        // What has to wait for its turn has waited.
        const waited = Math.max(0, performance.now() - from - at)
        latencies.push((await connection.ask(this.#request)) + (late > 1 ? waited : 0))
      }
    })
  }

  close(): void {
    for (const connection of this.#connections) connection.close()
  }

  async #load(
    work: (connection: Connection, latencies: number[], index: number) => Promise<void>,
  ): Promise<Load> {
    const latencies: number[] = []
    await Promise.all(this.#connections.map((each, index) => work(each, latencies, index)))
    return { answered: latencies.length, latencies }
  }
}

const HEAD_END = '\r\n\r\n'

class Connection {
  readonly #socket: Socket
  #heard: Buffer = Buffer.alloc(0)
  #length = -1
  #answered: (() => void) | undefined

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', data => this.#hear(data))
    socket.on('error', error => {
      throw error
    })
  }

  /** How long it took. */
  async ask(request: Buffer): Promise<number> {
    const at = performance.now()
    await new Promise<void>(resolve => {
      this.#answered = resolve
      this.#socket.write(request)
    })
    return performance.now() - at
  }

  close(): void {
    this.#socket.destroy()
  }

  #hear(data: Buffer): void {
    this.#heard = this.#heard.length === 0 ? data : Buffer.concat([this.#heard, data])
    if (this.#length < 0) {
      const end = this.#heard.indexOf(HEAD_END)
      if (end < 0) return
      const head = this.#heard.toString('latin1', 0, end)
      if (!head.startsWith('HTTP/1.1 200')) throw new Error(this.#heard.toString())
      const body = /content-length: *(\d+)/i.exec(head)?.[1]
      this.#length = end + HEAD_END.length + Number(body)
    }
    if (this.#heard.length < this.#length) return
    this.#heard = Buffer.alloc(0)
    this.#length = -1
    this.#answered?.()
  }
}
