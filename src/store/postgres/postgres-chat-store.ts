// Lines of chats in PostgreSQL. A batch is one transaction for the lines and one statement for the receipts,
// each of which writes only while the lease is ours.
import pg from 'pg'
import type { ChatItem } from '../../core/contact/chat.ts'
import type { ChatBatch, ChatRemoval, ChatStore, KeptLine, KeptReceipt } from '../chat-store.ts'
import { Fenced } from '../journal.ts'
import { copyIn, copyRow } from './copy-in.ts'
import type { Lease } from './lease.ts'
import type { Writer } from './writer.ts'

/** A new owner reads nothing before what an append locked out has come to its end. */
const MINE = `mine as (
    select instance from parley.lease where instance = $1 and epoch = $2 for share)`

const LINE_COLUMNS =
  'instance, number, conversation_id, contact_id, item_id, at, token, tells, body'

// A batch that is tried again may be there already: its numbers belong to this epoch alone. Texts
// come line by line, for neither ids nor JSON have line breaks, and arrays cost more.
const ADD_LINES = `with ${MINE}, added as (
    insert into parley.chat_item
      (${LINE_COLUMNS})
    select mine.instance, number::bigint, conversation_id, contact_id, item_id, at::bigint,
      nullif(token, ''), tells = 't', body
    from mine, unnest(${lists(3, 8)})
      as each (number, conversation_id, contact_id, item_id, at, token, tells, body)
    on conflict do nothing)
  select count(*) as owned from mine`

const ADD_RECEIPTS = `with ${MINE}, added as (
    insert into parley.chat_receipt as known
      (instance, conversation_id, number, participant_id, delivered_at, read_at)
    select mine.instance, conversation_id, number::bigint, participant_id,
      nullif(delivered_at, '')::bigint, nullif(read_at, '')::bigint
    from mine, unnest(${lists(3, 5)})
      as each (conversation_id, number, participant_id, delivered_at, read_at)
    on conflict (instance, conversation_id, number, participant_id) do update set
      delivered_at = coalesce(known.delivered_at, excluded.delivered_at),
      read_at = coalesce(known.read_at, excluded.read_at))
  select count(*) as owned from mine`

/** From one conversation straight to the next, by the key's index. */
const CONVERSATIONS = `with recursive each as (
    (select conversation_id from parley.chat_item
     where instance = $1 and conversation_id > $2 order by conversation_id limit 1)
    union all
    select (select conversation_id from parley.chat_item
            where instance = $1 and conversation_id > each.conversation_id
            order by conversation_id limit 1)
    from each where each.conversation_id is not null)
  select conversation_id, (
      select at from parley.chat_item as line
      where instance = $1 and line.conversation_id = each.conversation_id
      order by number desc limit 1) as last_at
  from each where conversation_id is not null limit $3`

const REMOVE = `with ${MINE}, newer as (
    select 1 from parley.chat_item
    where instance = $1 and conversation_id = $3 and number > $4 limit 1),
  lines as (
    delete from parley.chat_item as line using mine
    where line.instance = mine.instance and conversation_id = $3
      and not exists (select from newer)),
  receipts as (
    delete from parley.chat_receipt as receipt using mine
    where receipt.instance = mine.instance and conversation_id = $3
      and not exists (select from newer))
  select (select count(*) from mine) as owned, (select count(*) from newer) as newer`

function lists(first: number, count: number): string {
  return Array.from({ length: count }, (_, at) => `string_to_array($${first + at}, E'\\n')`).join()
}

const COLUMNS = 'number, conversation_id, contact_id, token, tells, body'

interface Row {
  readonly number: number
  readonly conversation_id: string
  readonly contact_id: string
  readonly token: string | null
  readonly tells: boolean
  readonly body: string
}

/** Error codes of PostgreSQL (appendix A of its manual). */
const DIVISION_BY_ZERO = '22012'
const UNIQUE_VIOLATION = '23505'

type Body = ChatItem & { readonly source?: KeptLine['source'] }

export class PostgresChatStore implements ChatStore, ChatRemoval {
  readonly #writer: Writer
  readonly #pool: pg.Pool
  readonly #lease: Lease

  /** @param writer not the journal's: neither waits for the other. */
  constructor(writer: Writer, pool: pg.Pool, lease: Lease) {
    this.#writer = writer
    this.#pool = pool
    this.#lease = lease
  }

  async add({ lines, receipts }: ChatBatch): Promise<void> {
    const { instanceId, epoch } = this.#lease
    const owned = await this.#writer.run(
      async (client, again) =>
        (lines.length === 0 || (await this.#addLines(client, lines, again))) &&
        (receipts.length === 0 || (await this.#addReceipts(client, receipts))),
    )
    if (!owned) throw new Fenced(instanceId, epoch)
  }

  /** Answers whether the lease is ours. */
  async #addLines(
    client: pg.ClientBase,
    lines: readonly KeptLine[],
    again: boolean,
  ): Promise<boolean> {
    const { instanceId, epoch } = this.#lease
    const values = [instanceId, epoch]
    if (again) return owns(client, 'add-lines', ADD_LINES, [...values, ...lineColumns(lines)])
    const lease = `select from parley.lease
      where instance = ${pg.escapeLiteral(instanceId)} and epoch = ${Number(epoch)} for share`
    try {
      await copyIn(client, {
        // Without the lease it divides by zero.
        condition: `select 1 / count(*) from (${lease}) as mine`,
        target: `parley.chat_item (${LINE_COLUMNS})`,
        rows: lines.map(line => lineRow(instanceId, line)).join(''),
      })
      return true
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined
      if (code === DIVISION_BY_ZERO) return false
      // An answer was lost, and the batch is tried again.
      if (code === UNIQUE_VIOLATION) return this.#addLines(client, lines, true)
      throw error
    }
  }

  #addReceipts(client: pg.ClientBase, receipts: readonly KeptReceipt[]): Promise<boolean> {
    const { instanceId, epoch } = this.#lease
    const values = [instanceId, epoch, ...receiptColumns(merged(receipts))]
    return owns(client, 'add-receipts', ADD_RECEIPTS, values)
  }

  async lines(
    conversationId: string,
    {
      after = -1,
      before = Number.MAX_SAFE_INTEGER,
      backward = false,
      limit,
    }: {
      readonly after?: number
      readonly before?: number
      readonly backward?: boolean
      readonly limit: number
    },
  ): Promise<readonly KeptLine[]> {
    return this.#read(
      `select ${COLUMNS} from parley.chat_item
       where instance = $1 and conversation_id = $2 and number > $3 and number < $4
       order by number ${backward ? 'desc' : 'asc'} limit $5`,
      [conversationId, after, before, limit],
    )
  }

  async line(conversationId: string, itemId: string): Promise<KeptLine | undefined> {
    const [line] = await this.#read(
      `select ${COLUMNS} from parley.chat_item
       where instance = $1 and conversation_id = $2 and item_id = $3`,
      [conversationId, itemId],
    )
    return line
  }

  async receipts(
    conversationId: string,
    { first, last }: { readonly first: number; readonly last: number },
  ): Promise<readonly KeptReceipt[]> {
    const { rows } = await this.#pool.query<{
      readonly number: number
      readonly participant_id: string
      readonly delivered_at: number | null
      readonly read_at: number | null
    }>(
      `select number, participant_id, delivered_at, read_at from parley.chat_receipt
       where instance = $1 and conversation_id = $2 and number between $3 and $4
       order by number, participant_id`,
      [this.#lease.instanceId, conversationId, first, last],
    )
    return rows.map(({ number, participant_id, delivered_at, read_at }) => ({
      conversationId,
      number,
      participantId: participant_id,
      ...(delivered_at !== null && { deliveredAt: delivered_at }),
      ...(read_at !== null && { readAt: read_at }),
    }))
  }

  async unheard(
    conversations: readonly { readonly conversationId: string; readonly heard: number }[],
  ): Promise<readonly KeptLine[]> {
    if (conversations.length === 0) return []
    return this.#read(
      `select ${COLUMNS} from parley.chat_item
       join unnest($2::text[], $3::bigint[]) as each (id, heard) on conversation_id = each.id
       where instance = $1 and number > each.heard and tells order by number`,
      [
        conversations.map(({ conversationId }) => conversationId),
        conversations.map(({ heard }) => heard),
      ],
    )
  }

  async known(
    items: readonly { readonly conversationId: string; readonly itemId: string }[],
  ): Promise<ReadonlySet<string>> {
    if (items.length === 0) return new Set()
    const { rows } = await this.#pool.query<{ readonly item_id: string }>(
      `select item_id from parley.chat_item
       where instance = $1 and conversation_id = any($2) and item_id = any($3)`,
      [
        this.#lease.instanceId,
        [...new Set(items.map(({ conversationId }) => conversationId))],
        items.map(({ itemId }) => itemId),
      ],
    )
    return new Set(rows.map(({ item_id }) => item_id))
  }

  async conversations({ after = '', limit }: { readonly after?: string; readonly limit: number }) {
    const { rows } = await this.#pool.query<{
      readonly conversation_id: string
      readonly last_at: number
    }>(CONVERSATIONS, [this.#lease.instanceId, after, limit])
    return rows.map(({ conversation_id, last_at }) => ({
      conversationId: conversation_id,
      lastAt: last_at,
    }))
  }

  async remove(conversationId: string, upTo: number): Promise<boolean> {
    const { instanceId, epoch } = this.#lease
    const { rows } = await this.#pool.query<{ readonly owned: number; readonly newer: number }>(
      REMOVE,
      [instanceId, epoch, conversationId, upTo],
    )
    if (rows[0]?.owned !== 1) throw new Fenced(instanceId, epoch)
    return rows[0].newer === 0
  }

  async #read(text: string, values: readonly unknown[]): Promise<readonly KeptLine[]> {
    const { rows } = await this.#pool.query<Row>(text, [this.#lease.instanceId, ...values])
    return rows.map(keptLine)
  }
}

function keptLine({ number, conversation_id, contact_id, token, tells, body }: Row): KeptLine {
  const { source, ...item } = JSON.parse(body) as Body
  return {
    number,
    conversationId: conversation_id,
    contactId: contact_id,
    item,
    ...(token !== null && { token }),
    ...(tells && { tells }),
    ...(source && { source }),
  }
}

/** Writes if the lease is ours, and answers whether it is. */
async function owns(
  client: pg.ClientBase,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<boolean> {
  const { rows } = await client.query<{ readonly owned: number }>({
    name,
    text,
    values: [...values],
  })
  return rows[0]?.owned === 1
}

function lineRow(instanceId: string, line: KeptLine): string {
  const { number, conversationId, contactId, item, token, tells } = line
  const { itemId, at } = item
  return copyRow([
    instanceId,
    number,
    conversationId,
    contactId,
    itemId,
    at,
    token,
    tells ? 't' : 'f',
    bodyOf(line),
  ])
}

function bodyOf({ item, source }: KeptLine): string {
  return JSON.stringify(source ? { ...item, source } : item)
}

function lineColumns(lines: readonly KeptLine[]): string[] {
  return [
    column(lines, ({ number }) => number),
    column(lines, ({ conversationId }) => conversationId),
    column(lines, ({ contactId }) => contactId),
    column(lines, ({ item }) => item.itemId),
    column(lines, ({ item }) => item.at),
    column(lines, ({ token }) => token),
    column(lines, ({ tells }) => (tells ? 't' : 'f')),
    column(lines, bodyOf),
  ]
}

function receiptColumns(receipts: readonly KeptReceipt[]): string[] {
  return [
    column(receipts, ({ conversationId }) => conversationId),
    column(receipts, ({ number }) => number),
    column(receipts, ({ participantId }) => participantId),
    column(receipts, ({ deliveredAt }) => deliveredAt),
    column(receipts, ({ readAt }) => readAt),
  ]
}

function column<T>(rows: readonly T[], value: (row: T) => string | number | undefined): string {
  return rows.map(row => value(row) ?? '').join('\n')
}

/** A statement may touch a row only once. */
function merged(receipts: readonly KeptReceipt[]): readonly KeptReceipt[] {
  const byKey = new Map<string, KeptReceipt>()
  for (const receipt of receipts) {
    const key = `${receipt.conversationId} ${receipt.number} ${receipt.participantId}`
    byKey.set(key, { ...receipt, ...byKey.get(key) })
  }
  return [...byKey.values()]
}
