// The audit trail in PostgreSQL. Like the journal, it can only be written by the owner of the instance.
import type pg from 'pg'
import type { Instant } from '../../core/instant.ts'
import type { AuditQuery, AuditResource, AuditRow, AuditStore } from '../audit-store.ts'
import { Fenced } from '../journal.ts'
import type { Lease } from './lease.ts'
import { storableJson } from './storable-json.ts'

const COLUMNS = `number, at, event_id, event_name, event_source, read_only, username, access_key_id,
  resources, body, hash`

const ADD = `with mine as (
    select instance from parley.lease where instance = $1 and epoch = $2 for share),
  added as (
    insert into parley.audit (instance, ${COLUMNS})
    select mine.instance, ${COLUMNS} from mine, json_to_recordset($3) as each (
      number bigint, at bigint, event_id text, event_name text, event_source text,
      read_only boolean, username text, access_key_id text, resources json, body text, hash text)
    on conflict do nothing)
  select count(*) as owned from mine`

const WHERE: Readonly<Record<NonNullable<AuditQuery['where']>['what'], string>> = {
  eventId: 'event_id = $6',
  eventName: 'event_name = $6',
  eventSource: 'event_source = $6',
  readOnly: 'read_only::text = $6',
  username: 'username = $6',
  accessKeyId: 'access_key_id = $6',
  resourceType: `exists (select from json_array_elements(resources) as r where r->>'type' = $6)`,
  resourceName: `exists (select from json_array_elements(resources) as r where r->>'name' = $6)`,
}

interface Row {
  readonly number: number
  readonly at: number
  readonly event_id: string
  readonly event_name: string
  readonly event_source: string
  readonly read_only: boolean
  readonly username: string | null
  readonly access_key_id: string | null
  readonly resources: readonly AuditResource[]
  readonly body: string
  readonly hash: string
}

export class PostgresAuditStore implements AuditStore {
  readonly #pool: pg.Pool
  readonly #lease: Lease

  constructor(pool: pg.Pool, lease: Lease) {
    this.#pool = pool
    this.#lease = lease
  }

  async add(rows: readonly AuditRow[]): Promise<void> {
    const { instanceId, epoch } = this.#lease
    const { rows: answered } = await this.#pool.query<{ readonly owned: number }>({
      name: 'add-audit',
      text: ADD,
      values: [instanceId, epoch, storableJson(rows.map(columns))],
    })
    if (answered[0]?.owned !== 1) throw new Fenced(instanceId, epoch)
  }

  async last(): Promise<AuditRow | undefined> {
    const [row] = await this.#read('order by number desc limit 1', [])
    return row
  }

  find({ from, until, where, before = Number.MAX_SAFE_INTEGER, limit }: AuditQuery) {
    const condition = where ? `and ${WHERE[where.what]}` : ''
    return this.#read(
      `and at >= $2 and at <= $3 and number < $4 ${condition} order by number desc limit $5`,
      [from, until, before, limit, ...(where ? [where.is] : [])],
    )
  }

  read({ after, limit }: { readonly after: number; readonly limit: number }) {
    return this.#read('and number > $2 order by number limit $3', [after, limit])
  }

  async drop(until: Instant): Promise<void> {
    // From the front, without a gap, whatever a clock may have said meanwhile.
    await this.#pool.query(
      `delete from parley.audit where instance = $1 and number < coalesce(
         (select min(number) from parley.audit where instance = $1 and at > $2),
         (select max(number) from parley.audit where instance = $1))`,
      [this.#lease.instanceId, until],
    )
  }

  async #read(rest: string, values: readonly unknown[]): Promise<readonly AuditRow[]> {
    const { rows } = await this.#pool.query<Row>(
      `select ${COLUMNS} from parley.audit where instance = $1 ${rest}`,
      [this.#lease.instanceId, ...values],
    )
    return rows.map(rowOf)
  }
}

function columns(row: AuditRow): object {
  return {
    number: row.number,
    at: row.at,
    event_id: row.eventId,
    event_name: row.eventName,
    event_source: row.eventSource,
    read_only: row.readOnly,
    username: row.username,
    access_key_id: row.accessKeyId,
    resources: row.resources,
    body: row.body,
    hash: row.hash,
  }
}

function rowOf(row: Row): AuditRow {
  return {
    number: row.number,
    at: row.at,
    eventId: row.event_id,
    eventName: row.event_name,
    eventSource: row.event_source,
    readOnly: row.read_only,
    ...(row.username !== null && { username: row.username }),
    ...(row.access_key_id !== null && { accessKeyId: row.access_key_id }),
    resources: row.resources,
    body: row.body,
    hash: row.hash,
  }
}
