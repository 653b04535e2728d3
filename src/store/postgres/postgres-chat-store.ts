import type { Kysely } from 'kysely'
import type { ChatItem } from '../../core/contact/chat.ts'
import type { ChatLine, ChatStore } from '../chat-store.ts'
import type { Tables } from './schema.ts'

export class PostgresChatStore implements ChatStore {
  readonly #db: Kysely<Tables>
  readonly #instanceId: string

  /** @param db with our schema. */
  constructor(db: Kysely<Tables>, instanceId: string) {
    this.#db = db
    this.#instanceId = instanceId
  }

  async add(contactId: string, item: ChatItem): Promise<void> {
    await this.#db
      .insertInto('chat_item')
      .values({
        instance: this.#instanceId,
        contact_id: contactId,
        item_id: item.itemId,
        body: JSON.stringify(item),
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }

  async lines(
    contactId: string,
    { after = 0, limit }: { readonly after?: number; readonly limit: number },
  ): Promise<readonly ChatLine[]> {
    const rows = await this.#db
      .selectFrom('chat_item')
      .select(['number', 'body'])
      .where('instance', '=', this.#instanceId)
      .where('contact_id', '=', contactId)
      .where('number', '>', after)
      .orderBy('number')
      .limit(limit)
      .execute()
    return rows.map(({ number, body }) => ({ number, item: JSON.parse(body) as ChatItem }))
  }
}
