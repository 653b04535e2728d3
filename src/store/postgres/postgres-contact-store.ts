// Looking contacts up in PostgreSQL.
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { ContactRow } from '../../core/event.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import { contactRow } from './contact-row.ts'
import { searchContacts } from './contact-search.ts'
import { PreparedQuestions } from './prepared-questions.ts'
import type { ContactTable, Tables } from './schema.ts'

export class PostgresContactStore implements ContactStore {
  readonly #questions: PreparedQuestions
  readonly #instanceId: string

  constructor(db: Kysely<Tables>, instanceId: string, pool: pg.Pool) {
    this.#questions = new PreparedQuestions(db, pool)
    this.#instanceId = instanceId
  }

  async get(contactId: string): Promise<ContactRow | undefined> {
    // Asked for each contact that is described: the database plans it once per connection.
    const [row] = await this.#questions.ask(
      sql<ContactTable>`select * from parley.contact
        where instance = ${this.#instanceId} and contact_id = ${contactId}`,
    )
    return row && contactRow(row)
  }

  search(query: ContactQuery): Promise<ContactPage> {
    return searchContacts(this.#questions.ask, this.#instanceId, query)
  }
}
