// An agent's page without a browser: the stream it has with the centre.
import { WebSocket } from 'ws'
import type { AgentServerMessage, AgentSnapshot } from '../../src/api/contract/agent-stream.ts'
import { type Parley, signIn } from './parley.ts'
import { until } from './until.ts'

export class AgentStream {
  readonly #socket: WebSocket
  readonly #heard: AgentServerMessage[] = []
  #asked = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', data => {
      this.#heard.push(JSON.parse(String(data)) as AgentServerMessage)
    })
  }

  static async open(parley: Parley, username: string, password?: string): Promise<AgentStream> {
    const cookie = await signIn(parley, username, password)
    const url = `${parley.httpUrl.replace('http', 'ws')}/api/agent/stream`
    const socket = new WebSocket(url, { headers: { cookie, origin: parley.httpUrl } })
    const stream = new AgentStream(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return stream
  }

  /** What the centre answers: nothing more than that it is done, or why not. */
  async ask(message: object): Promise<AgentServerMessage> {
    const id = ++this.#asked
    this.#socket.send(JSON.stringify({ id, ...message }))
    return until('the centre answers', () =>
      this.#heard.find(each => 'id' in each && each.id === id),
    )
  }

  get snapshot(): AgentSnapshot | undefined {
    const last = this.#heard.findLast(each => each.type === 'snapshot')
    return last?.type === 'snapshot' ? last.snapshot : undefined
  }

  close(): void {
    this.#socket.close()
  }
}
