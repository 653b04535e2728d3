// Row 19: a report over 10 million contacts. npx tsx bench/report.ts [contacts]
// Ours: the archive, asked as GetMetricDataV2 asks it: once as a new report and then as one that is
// asked again. Peer: DuckDB with one thread over the same files. Both must answer the same.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Archive, openArchive } from '../src/analytics/archive.ts'
import { openDuck, type QueryResult, query, quoted } from '../src/analytics/duck.ts'
import { sqlType, tableOfFact } from '../src/analytics/tables.ts'
import { tableView } from '../src/analytics/views.ts'
import { factSql } from '../src/core/metrics/history/fact-sql.ts'
import type { Column, FactQuery } from '../src/core/metrics/history/measure.ts'
import { compare } from './support/compare.ts'

const CONTACTS = Number(process.argv[2] ?? 10_000_000)
const DAYS = 90
const DAY_MS = 86_400_000
const UNTIL = Date.parse('2026-11-01T00:00:00Z')
const FROM = UNTIL - DAYS * DAY_MS
const PER_DAY = Math.floor(CONTACTS / DAYS)
const folder = mkdtempSync(join(tmpdir(), 'parley-report-'))

/** A file for each day, in the order in which the archive keeps days that are over. */
async function make(): Promise<void> {
  const duck = await openDuck({
    threads: 2,
    memoryMb: 2000,
    temporaryFolder: join(folder, 'spill'),
  })
  const connection = await duck.connect()
  const table = tableOfFact('contact')
  for (let day = 0; day < DAYS; day++) {
    const from = FROM + day * DAY_MS
    const name = new Date(from).toISOString().slice(0, 10)
    const path = join(folder, 'contact', `dt=${name}`)
    mkdirSync(path, { recursive: true })
    const [first, last] = [day * PER_DAY + 1, (day + 1) * PER_DAY]
    const columns = table.columns.map(column => {
      const made = MADE[column.name] ?? `null::${sqlType(column)}`
      return `${made} as ${column.name}`
    })
    await connection.run(`copy (
      select ${columns.join(', ')} from (
        select n, ${from} + (random() * ${DAY_MS - 700_000})::bigint as began, random() as q, random() as a,
          random() as c, random() as answered, (random() * 60000)::bigint as wait,
          (random() * 600000)::bigint as talk, (random() * 30000)::bigint as work
        from range(${first}, ${last + 1}) made(n)) made
      order by ${table.sortedBy.join(', ')}
    ) to ${quoted(join(path, `${first}-${last}.sorted.parquet`))} (format parquet, compression zstd)`)
  }
  connection.closeSync()
  writeFileSync(join(folder, 'position.json'), JSON.stringify({ seq: DAYS * PER_DAY }))
}

const ENDED = 'began + 4000 + wait + talk + work'
const MADE: Readonly<Record<string, string>> = {
  seq: 'n',
  contact_id: 'uuid()::text',
  initial_contact_id: 'uuid()::text',
  channel: `case when c < 0.8 then 'VOICE' when c < 0.95 then 'CHAT' else 'TASK' end`,
  initiation_method: `case when a < 0.85 then 'INBOUND' else 'OUTBOUND' end`,
  queue_id: `'queue-' || lpad(floor(500 * q * q)::int::text, 30, '0')`,
  agent_id: `case when answered < 0.9 then 'agent-' || lpad(floor(2000 * a * a)::int::text, 30, '0') end`,
  routing_profile_id: `'profile-' || floor(20 * a)::int::text`,
  initiated_at: 'began',
  enqueued_at: 'began + 4000',
  connected_to_agent_at: 'case when answered < 0.9 then began + 4000 + wait end',
  agent_left_at: 'case when answered < 0.9 then began + 4000 + wait + talk end',
  after_contact_work_ended_at: `case when answered < 0.9 then ${ENDED} end`,
  disconnected_at: 'began + 4000 + wait + talk',
  ended_at: ENDED,
  abandoned: 'answered >= 0.9',
  hold_ms: '(talk / 10)::bigint',
  longest_hold_ms: '(talk / 20)::bigint',
  hold_count: '(c * 3)::bigint',
  missed_offers: '0',
  paused_ms: '0',
  pause_count: '0',
  attributes: `'{}'`,
  tags: `'{}'`,
}

function report(groupBy: readonly Column[]): FactQuery {
  const handled = [{ present: 'connectedToAgentAt' }] as const
  return {
    of: 'contact',
    at: 'disconnectedAt',
    borders: [FROM, UNTIL],
    groupBy,
    where: [],
    measures: [
      { by: 'count', where: handled },
      { by: 'count', where: [{ column: 'abandoned', is: true }] },
      { by: 'sum', value: { minus: ['agentLeftAt', 'connectedToAgentAt'] }, where: handled },
      { by: 'sum', value: 'holdMs', where: handled },
      { by: 'max', value: { minus: ['connectedToAgentAt', 'enqueuedAt'] }, where: handled },
    ],
  }
}

const REPORTS: readonly (readonly [string, FactQuery])[] = [
  ['by queue', report(['queueId'])],
  ['by agent', report(['agentId'])],
]

async function measure(archive: Archive): Promise<void> {
  const duck = await openDuck({
    threads: 1,
    memoryMb: 2000,
    temporaryFolder: join(folder, 'spill'),
  })
  const connection = await duck.connect()
  const snapshot = await archive.snapshot()
  await connection.run(tableView(tableOfFact('contact'), { files: snapshot.files.contact ?? [] }))
  for (const [name, asked] of REPORTS) {
    const { text, values } = factSql(asked)
    const peer = {
      name: 'DuckDB, 1 thread',
      measure: () => timed(() => query(connection, text, values)),
    }
    const theirs = await query(connection, text, values)
    // A new report is one that nobody has asked in these words before.
    let asks = 0
    const fresh = () =>
      archive.count({ ...asked, where: [{ column: 'initiationMethod', notIn: [`${asks++}`] }] })
    const say = (kind: string, ours: () => Promise<QueryResult>, floor: number, goal: number) =>
      compare({
        row: 19,
        title: `report over ${CONTACTS} contacts ${name}, ${kind}`,
        unit: 'ms',
        better: 'less',
        ours: { name: 'archive', measure: () => timed(ours) },
        peer,
        floor: { ratio: floor },
        goal: { ratio: goal },
      })
    await say('new', fresh, 1.5, 0.5)
    for (let n = 0; n < 2; n++) mustEqual(await archive.count(asked), theirs)
    await say('asked again', () => archive.count(asked), 1.5, 0.5)
  }
  await snapshot.release()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function mustEqual(ours: QueryResult, theirs: QueryResult): void {
  const text = ({ rows }: QueryResult) =>
    rows
      .map(row => JSON.stringify(row))
      .sort()
      .join('\n')
  if (text(ours) !== text(theirs)) throw new Error('The answers differ.')
}

try {
  await make()
  const archive = await openArchive({
    folder,
    now: () => UNTIL,
    threads: 2,
    memoryMb: 1024,
    longestQueryMs: 60_000,
  })
  await measure(archive)
  await archive.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
