// Hears of each append by LISTEN, so that a reader need not ask all the time. A connection that breaks
// or never stood only makes readers slower: who waits is never kept waiting longer than it said.
import pg from 'pg'
import { clientConfig, type PostgresConnection } from './connection.ts'

/** The channel. What is told: the number of the last entry, a space, the instance. */
export const APPENDED = 'parley_appended'

const RETRY_MS = 1000
/** Who has not waited for so long reads in larger pieces, and need not be woken by each append. */
const UNHEARD_MS = 1000

export class AppendListener {
  readonly #connection: PostgresConnection
  readonly #instanceId: string
  #client: pg.Client | undefined
  #newest = 0
  #triedAt = -RETRY_MS
  #waitedAt = 0
  /** The connection that is told of appends. */
  #told: pg.Client | undefined
  readonly #waiting = new Set<() => void>()

  constructor(connection: PostgresConnection, instanceId: string) {
    this.#connection = connection
    this.#instanceId = instanceId
  }

  /** Resolves when there is an entry of a greater number, or after so long. */
  wait(afterSeq: number, forMs: number): Promise<void> {
    if (this.#newest > afterSeq) return Promise.resolve()
    this.#waitedAt = performance.now()
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
    if (this.#client) return this.#beginListening(this.#client)
    if (now - this.#triedAt < RETRY_MS) return
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
      .then(() => this.#beginListening(client))
      .catch(lost) // the database is away: readers ask by themselves meanwhile
  }

  #beginListening(client: pg.Client): void {
    if (this.#told === client) return
    this.#told = client
    client.query(`listen ${APPENDED}`).then(
      // What was appended before this was not heard.
      () => this.#tell(),
      () => undefined, // the connection is lost, which it says itself
    )
  }

  #heard(payload: string): void {
    const space = payload.indexOf(' ')
    if (payload.slice(space + 1) !== this.#instanceId) return
    this.#newest = Math.max(this.#newest, Number(payload.slice(0, space)))
    const now = performance.now()
    if (this.#waiting.size > 0) this.#waitedAt = now
    this.#tell()
    if (now - this.#waitedAt > UNHEARD_MS) this.#endListening()
  }

  #endListening(): void {
    this.#told?.query(`unlisten ${APPENDED}`).catch(() => undefined) // then it is lost
    this.#told = undefined
  }

  #tell(): void {
    for (const done of [...this.#waiting]) done()
  }
}
