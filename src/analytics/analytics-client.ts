// Asks the analytics node, which may be away for a while: then a question fails in one sentence.
import type { Instant } from '../core/instant.ts'
import type { Json } from '../core/json.ts'
import type { Fact, FactKind } from '../core/metrics/fact.ts'
import { countedRow } from '../core/metrics/history/fact-sql.ts'
import type { Counted, FactQuery } from '../core/metrics/history/measure.ts'
import { connectForLines, type LineSocket } from '../io/line-socket.ts'
import { type FactReader, HistoryUnavailable } from '../store/fact-reader.ts'
import type { ReportQuestion, ReportReader } from '../store/report-reader.ts'
import type { AnalyticsQuestion, FromAnalytics, ToAnalytics } from './analytics-message.ts'
import { factOfRow } from './fact-rows.ts'
import type { SqlAnswer, SqlLimits, SqlRefusal } from './sql-message.ts'

/** Where the node listens, in the folder of sockets. */
export const ANALYTICS_SOCKET = 'analytics.sock'

const LOOK_EVERY_MS = 2000

/** Facts are fetched for so long at a time. */
const STEP_MS = 24 * 60 * 60_000

/** The analytics node is not there, or cannot answer; the message is the sentence to show. */
export class AnalyticsUnavailable extends HistoryUnavailable {}

interface Waiting {
  readonly rows: (readonly Json[])[]
  settle(outcome: SqlAnswer | SqlRefusal): void
}

type Socket = LineSocket<ToAnalytics, FromAnalytics>

export class AnalyticsClient implements FactReader, ReportReader {
  readonly #path: string
  readonly #waiting = new Map<number, Waiting>()
  #socket: Promise<Socket> | undefined
  #looking: NodeJS.Timeout | undefined
  #numbers = 0
  #figures: Readonly<Record<string, number>> = {}

  /** @param path of the node's socket. */
  constructor(path: string) {
    this.#path = path
  }

  /** What the node last said of itself. */
  get figures(): Readonly<Record<string, number>> {
    return this.#figures
  }

  /** Throws `AnalyticsUnavailable` when nobody listens. */
  async connect(): Promise<void> {
    await this.#connected()
  }

  /** Runs a query of a person. Throws `AnalyticsUnavailable`. */
  sql(sql: string, limits: SqlLimits): Promise<SqlAnswer | SqlRefusal> {
    return this.#ask({ ask: 'sql', sql, ...limits })
  }

  async count(query: FactQuery): Promise<readonly Counted[]> {
    const { rows } = await this.#answer({ ask: 'count', query })
    return rows.map(row => countedRow(query, row))
  }

  async *facts(kind: FactKind, from: Instant, until: Instant): AsyncIterable<Fact> {
    for (let begin = from; begin < until; begin += STEP_MS) {
      const end = Math.min(begin + STEP_MS, until)
      const { rows } = await this.#answer({ ask: 'facts', kind, from: begin, until: end })
      for (const row of rows) yield factOfRow(kind, row)
    }
  }

  async report(report: ReportQuestion): Promise<readonly (readonly Json[])[]> {
    const { rows } = await this.#answer({ ask: 'report', report })
    return rows
  }

  /** Connects again whenever the node is back, for its figures. Call `close` in the end. */
  stayConnected(): void {
    const look = () => void this.connect().catch(() => undefined) // it may come yet
    this.#looking = setInterval(look, LOOK_EVERY_MS)
    this.#looking.unref()
  }

  close(): void {
    clearInterval(this.#looking)
    void this.#socket?.then(
      socket => socket.close(),
      () => undefined, // there was none
    )
  }

  async #answer(question: AnalyticsQuestion): Promise<SqlAnswer> {
    const outcome = await this.#ask(question)
    if ('refused' in outcome) throw new AnalyticsUnavailable(outcome.sentence)
    return outcome
  }

  async #ask(question: AnalyticsQuestion): Promise<SqlAnswer | SqlRefusal> {
    const socket = await this.#connected()
    return new Promise(resolve => {
      const number = ++this.#numbers
      const settle = (outcome: SqlAnswer | SqlRefusal) => {
        this.#waiting.delete(number)
        resolve(outcome)
      }
      this.#waiting.set(number, { rows: [], settle })
      socket.send({ number, ...question })
    })
  }

  #connected(): Promise<Socket> {
    this.#socket ??= this.#connect().catch((error: unknown) => {
      this.#socket = undefined
      throw new AnalyticsUnavailable('History cannot be read: the analytics node is not running.', {
        cause: error,
      })
    })
    return this.#socket
  }

  async #connect(): Promise<Socket> {
    const socket = await connectForLines<ToAnalytics, FromAnalytics>(this.#path)
    socket.onMessage(message => this.#heard(message))
    socket.onClose(() => {
      this.#socket = undefined
      for (const { settle } of [...this.#waiting.values()]) settle(WENT)
    })
    return socket
  }

  #heard(message: FromAnalytics): void {
    if ('figures' in message) {
      this.#figures = message.figures
      return
    }
    const waiting = this.#waiting.get(message.number)
    if (!waiting) return
    if ('rows' in message) for (const row of message.rows) waiting.rows.push(row)
    else if ('done' in message) waiting.settle({ ...message.done, rows: waiting.rows })
    else waiting.settle(message.refusal)
  }
}

const WENT: SqlRefusal = {
  refused: 'failed',
  sentence: 'The analytics node went away before it had answered; ask again.',
}
