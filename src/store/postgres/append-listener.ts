// Hears of each append by LISTEN, so that a reader need not ask all the time. A connection that breaks
// or never stood only makes readers slower: who waits is never kept waiting longer than it said.
import pg from 'pg'
import { clientConfig, type PostgresConnection } from './connection.ts'

/** The channel. What is told: the number of the last entry, a space, the instance. */
export const APPENDED = 'parley_appended'

const RETRY_MS = 1000

export class AppendListener {
  readonly #connection: PostgresConnection
  readonly #instanceId: string
  #client: pg.Client | undefined
  #newest = 0
  #triedAt = -RETRY_MS
  readonly #waiting = new Set<() => void>()

  constructor(connection: PostgresConnection, instanceId: string) {
    this.#connection = connection
    this.#instanceId = instanceId
  }

  /** Resolves when there is an entry of a greater number, or after so long. */
  wait(afterSeq: number, forMs: number): Promise<void> {
    if (this.#newest > afterSeq) return Promise.resolve()
    this.#listen()
    return new Promise(resolve => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, forMs)
      this.#waiting.add(done)
    })
  }

  async close(): Promise<void> {
    this.#newest = Number.POSITIVE_INFINITY
    this.#tell()
    await this.#client?.end().catch(() => undefined) // broken already
  }

  #listen(): void {
    const now = performance.now()
    if (this.#client || now - this.#triedAt < RETRY_MS) return
    this.#triedAt = now
    const client = new pg.Client(clientConfig(this.#connection))
    this.#client = client
    const lost = () => {
      if (this.#client === client) this.#client = undefined
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ payload = '' }) => this.#heard(payload))
    client
      .connect()
      .then(() => client.query(`listen ${APPENDED}`))
      // What was appended before this was not heard.
      .then(() => this.#tell())
      .catch(lost) // the database is away: readers ask by themselves meanwhile
  }

  #heard(payload: string): void {
    const space = payload.indexOf(' ')
    if (payload.slice(space + 1) !== this.#instanceId) return
    this.#newest = Math.max(this.#newest, Number(payload.slice(0, space)))
    this.#tell()
  }

  #tell(): void {
    for (const done of [...this.#waiting]) done()
  }
}
