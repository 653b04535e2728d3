// Questions that are asked again and again with other values: the database reads and plans each once
// per connection.
import type { Kysely, RawBuilder } from 'kysely'
import type pg from 'pg'
import type { Tables } from './schema.ts'

/** Each takes memory in every connection; others are asked as they come. */
const PREPARED_MAX = 200

export class PreparedQuestions {
  readonly #db: Kysely<Tables>
  readonly #pool: pg.Pool
  readonly #names = new Map<string, string>()

  constructor(db: Kysely<Tables>, pool: pg.Pool) {
    this.#db = db
    this.#pool = pool
  }

  readonly ask = async <T>(question: RawBuilder<T>): Promise<readonly T[]> => {
    const { sql: text, parameters } = question.compile(this.#db)
    const name = this.#nameOf(text)
    const { rows } = await this.#pool.query({
      text,
      values: [...parameters],
      ...(name !== undefined && { name }),
    })
    return rows as readonly T[]
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= PREPARED_MAX) return known
    const name = `question-${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}
