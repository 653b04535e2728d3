// The tables as queries see them: what stands in files and what is still in memory, as one.
import { EVENT_PARTS, wholeEvents } from './agent-event-rows.ts'
import { named, quoted } from './duck.ts'
import {
  AGENT_EVENTS,
  CONTACT_RECORDS,
  CONTACTS,
  type Column,
  columnName,
  sqlType,
  type Table,
} from './tables.ts'

/** The day (UTC) on which a row was written down; a folder for each. */
const DAY = 'dt'

/** What a table is made of at the moment. */
export interface TableParts {
  /** Paths of Parquet files in folders named `dt=<day>`. */
  readonly files: readonly string[]
  /** A table of this database, with the day as its last column. */
  readonly tail?: string
  /** Where the view is made. */
  readonly schema?: string
}

/** Makes or replaces the view of the table's own name: its columns, instants as milliseconds. */
export function tableView(table: Table, { files, tail, schema = 'main' }: TableParts): string {
  const names = [...table.columns.map(({ name }) => named(name)), DAY]
  const nothing = table.columns.map(column => `null::${sqlType(column)} as ${named(column.name)}`)
  const sources = [
    // Files of an older version lack columns; this says what they are.
    `select ${nothing.join(', ')}, null::date as ${DAY} where false`,
    ...(tail === undefined ? [] : [`select * from ${tail}`]),
    ...(files.length === 0 ? [] : [`select * from ${parquet(files)}`]),
  ]
  return `create or replace view ${schema}.${table.name} as
    select ${names.join(', ')} from (${sources.join('\n union all by name ')})`
}

/** A table of the rows that are in no file yet. */
export function tailTable(table: Table, name: string): string {
  const columns = table.columns.map(column => `${named(column.name)} ${sqlType(column)}`)
  return `create table ${name} (${columns.join(', ')}, ${DAY} date)`
}

/**
 * The view for people: instants as TIMESTAMPTZ, and as milliseconds in `…_ms`; of a contact's records
 * the last one only, and agent events whole. Needs the views of the tables themselves, in `schema`.
 */
export function peopleView(table: Table, schema: string): string {
  const columns = table.columns.filter(({ name }) => !INNER.has(name))
  return `create or replace view ${table.view} as
    select ${columns.map(peopleColumns).join(', ')}, ${DAY} from ${peopleSource(table, schema)}`
}

/** Columns of which others are made. */
const INNER: ReadonlySet<string> = new Set(['is_correction', ...EVENT_PARTS])

function peopleSource(table: Table, schema: string): string {
  if (table === CONTACTS) return withoutRedacted(schema)
  if (table === CONTACT_RECORDS) return latestRecords(`${schema}.${table.name}`)
  return table === AGENT_EVENTS ? wholeEvents(schema) : `${schema}.${table.name}`
}

function peopleColumns(column: Column): string {
  const source = named(column.name)
  if (column.type !== 'instant') return source
  const shown = PEOPLE_NAMES[column.name] ?? column.name
  return `make_timestamptz(${source} * 1000) as ${shown}, ${source} as ${shown}_ms`
}

/** Words of SQL itself are a nuisance as names. */
const PEOPLE_NAMES: Readonly<Record<string, string>> = {
  at: 'happened_at',
  from: 'started_at',
  until: 'ended_at',
}

/** Corrections are few: only the contacts that have one are looked at twice. */
function latestRecords(table: string): string {
  const contact = columnName('contactId')
  return `(select record.* from ${table} record left join (
      select ${contact}, max(seq) as seq from ${table} where is_correction group by ${contact}
    ) latest using (${contact})
    where latest.seq is null or latest.seq = record.seq)`
}

/** Whose customer a correction does not name any more is not named by the fact either. */
function withoutRedacted(schema: string): string {
  const [contact, customer] = [columnName('contactId'), columnName('customerAddress')]
  return `(select fact.* replace
      (case when redacted.${contact} is null then fact.${customer} end as ${customer})
    from ${schema}.${CONTACTS.name} fact left join (
      select distinct ${contact} from ${schema}.${CONTACT_RECORDS.name}
      where is_correction and ${customer} is null
    ) redacted using (${contact}))`
}

function parquet(files: readonly string[]): string {
  const list = files.map(quoted).join(', ')
  return `read_parquet([${list}], union_by_name = true,
    hive_partitioning = true, hive_types = {'${DAY}': date})`
}
