// The store in PostgreSQL: opens it, owns the instance while it is open, and lets go of it in the end.
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { AuditStore } from '../audit-store.ts'
import type { ChatRemoval, ChatStore } from '../chat-store.ts'
import type { ContactStore } from '../contact-store.ts'
import { Fenced, type Journal } from '../journal.ts'
import type { MessagingStore } from '../messaging-store.ts'
import type { Outbox } from '../outbox.ts'
import { AppendListener } from './append-listener.ts'
import { clientConfig, type PostgresConnection, SCHEMA } from './connection.ts'
import { acquireLease, type Lease, releaseLease, renewLease } from './lease.ts'
import { PostgresAuditStore } from './postgres-audit-store.ts'
import { PostgresChatStore } from './postgres-chat-store.ts'
import { PostgresContactStore } from './postgres-contact-store.ts'
import { PostgresJournal } from './postgres-journal.ts'
import { PostgresMessagingStore } from './postgres-messaging-store.ts'
import { PostgresOutbox } from './postgres-outbox.ts'
import { migrate, type Tables } from './schema.ts'
import { Writer } from './writer.ts'

export interface PostgresStore {
  readonly journal: Journal
  readonly contacts: ContactStore
  readonly chats: ChatStore & ChatRemoval
  readonly messaging: MessagingStore
  readonly audit: AuditStore
  readonly outbox: Outbox
  /** Grows by one with every owner of the instance. */
  readonly epoch: number
  /** Waits for what is being written, releases the instance and ends the connections. */
  close(): Promise<void>
}

export interface PostgresStoreOptions {
  readonly connection: PostgresConnection
  readonly instanceId: string
  /** Where other nodes reach this one; shown to those who find the instance owned. */
  readonly address?: string
  /** How long a silent owner keeps the instance. 1500 ms unless said otherwise. */
  readonly ttlMs?: number
  /** How long to wait for another owner. 10 s unless said otherwise. */
  readonly patienceMs?: number
  /** How long the journal waits for readers of the outbox that are behind. A week unless said otherwise. */
  readonly outboxMs?: number
  /** Another process took the instance over: stop at once, for nothing can be written any more. */
  readonly onFenced: (error: Fenced) => void
}

/** The database cannot be used; the message is the one sentence to show. */
export class DatabaseUnusable extends Error {
  constructor(reason: string) {
    super(`The database cannot be used: ${reason}.`)
    this.name = 'DatabaseUnusable'
  }
}

const OLDEST_VERSION = 15
const WEEK_MS = 7 * 24 * 3600 * 1000

/**
 * Creates or updates the tables and becomes the owner of the instance. Throws `InstanceOwned` when another one
 * stays, and `DatabaseUnusable` when the server is not there, too old or lets us do nothing.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { connection, instanceId, address = '', ttlMs = 1500, patienceMs = 10_000 } = options
  const pool = new pg.Pool({ ...clientConfig(connection), max: 4, idleTimeoutMillis: 5000 })
  pool.on('error', () => undefined) // an idle connection broke; the next query opens another
  const writer = new Writer(connection)
  const chatWriter = new Writer(connection)
  try {
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    await prepare(db, pool)
    const lease = await writer.run(client =>
      acquireLease(client, { instanceId, address, ttlMs, patienceMs }),
    )
    const stopRenewing = keepRenewing(writer, lease, ttlMs, options.onFenced)
    const listener = new AppendListener(connection, instanceId)
    let closing: Promise<void> | undefined
    return {
      journal: new PostgresJournal(writer, pool, lease, options.outboxMs ?? WEEK_MS),
      contacts: new PostgresContactStore(db.withSchema(SCHEMA), instanceId, pool),
      chats: new PostgresChatStore(chatWriter, pool, lease),
      messaging: new PostgresMessagingStore(db.withSchema(SCHEMA), instanceId),
      audit: new PostgresAuditStore(pool, lease),
      outbox: new PostgresOutbox({ pool, db: db.withSchema(SCHEMA), instanceId, listener }),
      epoch: lease.epoch,
      close: () => {
        stopRenewing()
        closing ??= Promise.all([listener.close(), chatWriter.close()]).then(() =>
          close(writer, pool, lease),
        )
        return closing
      },
    }
  } catch (error) {
    await Promise.allSettled([writer.close(), chatWriter.close(), pool.end()])
    throw error
  }
}

async function prepare(db: Kysely<Tables>, pool: pg.Pool): Promise<void> {
  let version: number
  try {
    const { rows } = await pool.query<{ readonly version: string }>(
      `select current_setting('server_version_num') as version`,
    )
    version = Math.floor(Number(rows[0]?.version) / 10_000)
    if (version >= OLDEST_VERSION) await migrate(db)
  } catch (error) {
    throw new DatabaseUnusable(reasonOf(error))
  }
  if (version < OLDEST_VERSION) {
    throw new DatabaseUnusable(`it is PostgreSQL ${version}, and ${OLDEST_VERSION} is the oldest`)
  }
}

/** What Kysely says when the database has been through migrations that this version does not have. */
const OF_A_NEWER_VERSION = /^corrupted migrations: previously executed migration \S+ is missing/

/** Node's error for a name with several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && OF_A_NEWER_VERSION.test(error.message)) {
    return 'a newer version of Parley has used it; start that one, or go back to a backup of before'
  }
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

async function close(writer: Writer, pool: pg.Pool, lease: Lease): Promise<void> {
  // Without a database there is nothing to release; the lease lapses by itself.
  const released = writer.run(client => releaseLease(client, lease)).catch(() => undefined)
  await Promise.race([released, pause(1000, undefined, { ref: false })])
  await Promise.all([writer.close(), pool.end()])
}

function keepRenewing(
  writer: Writer,
  lease: Lease,
  ttlMs: number,
  onFenced: (error: Fenced) => void,
): () => void {
  let waiting = false
  const timer = setInterval(() => {
    if (waiting) return
    waiting = true
    writer
      .run(client => renewLease(client, lease, ttlMs))
      .catch(error => {
        // Anything else passes, or shows again at the next append.
        if (!(error instanceof Fenced)) return
        clearInterval(timer)
        onFenced(error)
      })
      .finally(() => {
        waiting = false
      })
  }, ttlMs / 3)
  return () => clearInterval(timer)
}
