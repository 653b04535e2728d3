// Looking contacts up in PostgreSQL.
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { ContactRow } from '../../core/event.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import { contactRow } from './contact-row.ts'
import { searchContacts } from './contact-search.ts'
import { PreparedQuestions } from './prepared-questions.ts'
import type { Tables } from './schema.ts'

export class PostgresContactStore implements ContactStore {
  readonly #db: Kysely<Tables>
  readonly #questions: PreparedQuestions
  readonly #instanceId: string

  constructor(db: Kysely<Tables>, instanceId: string, pool: pg.Pool) {
    this.#db = db
    this.#questions = new PreparedQuestions(db, pool)
    this.#instanceId = instanceId
  }

  async get(contactId: string): Promise<ContactRow | undefined> {
    const row = await this.#db
      .selectFrom('contact')
      .selectAll()
      .where('instance', '=', this.#instanceId)
      .where('contact_id', '=', contactId)
      .executeTakeFirst()
    return row && contactRow(row)
  }

  search(query: ContactQuery): Promise<ContactPage> {
    return searchContacts(this.#questions.ask, this.#instanceId, query)
  }
}
