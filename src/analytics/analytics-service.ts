// Answers what the centre and the command line ask of history.
import type { Json } from '../core/json.ts'
import type { LineSocket } from '../io/line-socket.ts'
import type { AnalyticsQuestion, FromAnalytics, ToAnalytics } from './analytics-message.ts'
import type { Archive } from './archive.ts'
import type { QueryResult } from './duck.ts'
import { factsSql } from './fact-rows.ts'
import type { OutboxFollower } from './outbox-follower.ts'
import { reportSql } from './report-sql.ts'
import type { SqlAnswer, SqlRefusal } from './sql-message.ts'
import type { SqlSandbox } from './sql-sandbox.ts'

export interface AnalyticsParts {
  readonly archive: Archive
  readonly follower: Pick<OutboxFollower, 'catchUp'>
  readonly sandbox: SqlSandbox
  failed(sentence: string, error: unknown): void
}

/** Characters of JSON in one message. */
const PART_CHARACTERS = 500_000
const FIGURES_EVERY_MS = 2000

/** Serves one who has connected, until he goes. */
export function serveAnalytics(
  parts: AnalyticsParts,
  socket: LineSocket<FromAnalytics, ToAnalytics>,
): void {
  const gone = new AbortController()
  const tellFigures = () =>
    socket.send({ figures: { ...parts.archive.figures, ...parts.sandbox.figures } })
  const figures = setInterval(tellFigures, FIGURES_EVERY_MS)
  tellFigures()
  socket.onClose(() => {
    clearInterval(figures)
    gone.abort()
  })
  socket.onMessage(question => {
    const { number } = question
    answer(parts, question, gone.signal).then(
      outcome => {
        if ('refused' in outcome) return socket.send({ number, refusal: outcome })
        for (const rows of inParts(outcome.rows)) socket.send({ number, rows })
        socket.send({ number, done: { columns: outcome.columns, isCut: outcome.isCut } })
      },
      (error: unknown) => {
        parts.failed('a question about history failed', error)
        const sentence = error instanceof Error ? error.message : String(error)
        socket.send({ number, refusal: { refused: 'failed', sentence } })
      },
    )
  })
}

async function answer(
  { archive, follower, sandbox }: AnalyticsParts,
  question: AnalyticsQuestion,
  gone: AbortSignal,
): Promise<SqlAnswer | SqlRefusal> {
  // What was durable when it was asked is part of the answer.
  await follower.catchUp()
  switch (question.ask) {
    case 'sql':
      return sandbox.run(question.sql, question, gone)
    case 'count':
      return whole(await archive.count(question.query))
    case 'report': {
      const { text, values } = reportSql(question.report)
      return whole(await archive.read(text, values))
    }
    default:
      return whole(await archive.read(factsSql(question.kind, question.from, question.until)))
  }
}

function whole(result: QueryResult): SqlAnswer {
  return { ...result, isCut: false }
}

function* inParts(rows: readonly (readonly Json[])[]): Iterable<readonly (readonly Json[])[]> {
  let part: (readonly Json[])[] = []
  let characters = 0
  for (const row of rows) {
    part.push(row)
    characters += JSON.stringify(row).length
    if (characters < PART_CHARACTERS) continue
    yield part
    part = []
    characters = 0
  }
  if (part.length > 0) yield part
}
