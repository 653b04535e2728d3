// The one connection that writes. When PostgreSQL goes away it comes back by itself, and what was
// being written is tried again: the caller of an append waits, and never has to guess.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type PostgresConnection } from './connection.ts'

type Work<T> = (client: pg.ClientBase, again: boolean) => Promise<T>

export class Writer {
  readonly #connection: PostgresConnection
  #client: pg.Client | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(connection: PostgresConnection) {
    this.#connection = connection
  }

  /** Does `work` after all that was asked before. Repeats it, told so, on a new connection when the old one breaks. */
  run<T>(work: Work<T>): Promise<T> {
    const result = this.#turn.then(() => this.#persist(work))
    this.#turn = result.catch(() => undefined) // told to whom it concerns; the next one goes on
    return result
  }

  /** Ends the connection; what still waits for a lost one fails. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#client?.end().catch(() => undefined) // broken already
    await this.#turn
  }

  async #persist<T>(work: Work<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.#client ??= await this.#connect()
        return await work(this.#client, attempt > 0)
      } catch (error) {
        if (this.#closed || !isLostConnection(error)) throw error
        this.#client = undefined
        await pause(Math.min(20 * 2 ** attempt, 500))
      }
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(clientConfig(this.#connection))
    // An idle connection that breaks says so here; the next use finds it gone.
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined
    })
    await client.connect()
    return client
  }
}

/** Said by the server as it goes or comes (57P: shutdown, crash, starting up; 53: disk or memory full; 08: connection), by the system, or by pg. */
function isLostConnection(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(57P|53|08)/.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  return (
    'syscall' in error ||
    /^Connection terminated|not queryable$|^timeout expired/.test(error.message)
  )
}
