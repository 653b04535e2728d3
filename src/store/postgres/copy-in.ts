// Rows written by PostgreSQL's COPY: the database takes them page by page, where INSERT takes them one by one.
import type pg from 'pg'

/** What pg's connection has and its types do not say. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/**
 * Writes rows (from `copyRow`) to `target`, a table with columns, all of them or none. `condition` is a statement
 * that fails when they are not to be written. Rejects with what the database says.
 */
export function copyIn(
  client: pg.ClientBase,
  { condition, target, rows }: { readonly condition: string; target: string; rows: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = `${condition}; copy ${target} from stdin`
    client.query(new CopyIn(text, rows, error => (error ? reject(error) : resolve())))
  })
}

/** One row as COPY reads it. */
export function copyRow(values: readonly (string | number | undefined)[]): string {
  return `${values.map(copyValue).join('\t')}\n`
}

function copyValue(value: string | number | undefined): string | number {
  if (value === undefined) return '\\N'
  return typeof value === 'string' && SPECIAL.test(value) ? value.replace(SPECIALS, escaped) : value
}

const SPECIAL = /[\\\t\n\r]/
const SPECIALS = new RegExp(SPECIAL, 'g')

function escaped(character: string): string {
  switch (character) {
    case '\t':
      return '\\t'
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    default:
      return '\\\\'
  }
}

/** As pg wants what is asked of it; several statements in one text are one transaction. */
class CopyIn implements pg.Submittable {
  readonly #text: string
  readonly #rows: string
  readonly #done: (error?: Error) => void

  constructor(text: string, rows: string, done: (error?: Error) => void) {
    this.#text = text
    this.#rows = rows
    this.#done = done
  }

  /** The rows go at once: if the database fails before, it reads past them. */
  readonly submit = (connection: pg.Connection): void => {
    const copying = connection as CopyConnection
    copying.stream.cork()
    copying.query(this.#text)
    copying.sendCopyFromChunk(Buffer.from(this.#rows))
    copying.endCopyFrom()
    copying.stream.uncork()
  }

  handleError(error: Error): void {
    this.#done(error)
  }

  handleReadyForQuery(): void {
    this.#done()
  }

  handleCopyInResponse(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
}
