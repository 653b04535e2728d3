// Row 12: contact events made durable. npx tsx bench/journal.ts [seconds per run]
// Ours: the journal on the embedded PostgreSQL (fsync on), 256 entries in each append, one append in
// flight, as the centre node writes. Peer: the same entries as rows of SQLite (WAL,
// synchronous=FULL), 256 in each transaction, on the calling thread.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startPostgres } from '../src/server/postgres.ts'
import type { JournalEntry } from '../src/store/journal.ts'
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { quantile } from './support/statistics.ts'

const BATCH = 256
const seconds = Number(process.argv[2] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))

interface Figures {
  readonly perSecond: number
  readonly perCpuSecond: number
  readonly p99Ms: number
}

function entry(seq: number): JournalEntry {
  const contactId = `7b7cd4f2-5a0f-4c3e-9d41-${String(seq % 100_000).padStart(12, '0')}`
  return {
    seq,
    at: 1_800_000_000_000 + seq,
    input: { type: 'leg.digit', node: 'voice-1', seq, legId: contactId, digit: String(seq % 10) },
    events: [
      {
        type: 'contact.event',
        event: {
          eventType: 'QUEUED',
          at: 1_800_000_000_000 + seq,
          contactId,
          initialContactId: contactId,
          channel: 'VOICE',
          initiationMethod: 'INBOUND',
          queueId: `queue-${seq % 1000}`,
          enqueuedAt: 1_800_000_000_000,
          agentId: undefined,
          connectedToAgentAt: undefined,
          disconnectReason: undefined,
          disconnectedAt: undefined,
        },
      },
    ],
  }
}

function batch(seq: number): JournalEntry[] {
  return Array.from({ length: BATCH }, (_, index) => entry(seq + index))
}

/** Writes batch after batch for a while. The database's processes are children of this one. */
async function measure(write: (entries: JournalEntry[]) => unknown, from: number) {
  const latencies: number[] = []
  const cpuBefore = cpuSecondsOf(process.pid)
  const begun = performance.now()
  let seq = from
  for (let now = begun; now - begun < seconds * 1000; ) {
    const entries = batch(seq)
    const asked = performance.now()
    await write(entries)
    now = performance.now()
    latencies.push(now - asked)
    seq += BATCH
  }
  const tookSeconds = (performance.now() - begun) / 1000
  const cpuSeconds = cpuSecondsOf(process.pid) - cpuBefore
  const figures: Figures = {
    perSecond: (seq - from) / tookSeconds,
    perCpuSecond: (seq - from) / cpuSeconds,
    p99Ms: quantile(latencies, 0.99),
  }
  return { figures, next: seq }
}

const postgres = await startPostgres(join(folder, 'postgres'), join(folder, 'postgres.log'))
const store = await openPostgresStore({
  connection: postgres.connection,
  instanceId: 'bench',
  onFenced: error => {
    throw error
  },
})
const sqlite = new Database(join(folder, 'peer.sqlite'))
sqlite.pragma('journal_mode = WAL')
sqlite.pragma('synchronous = FULL')
sqlite.exec(
  'create table journal (seq integer primary key, at integer not null, data text not null)',
)
const insert = sqlite.prepare('insert into journal values (?, ?, ?)')
const insertAll = sqlite.transaction((entries: JournalEntry[]) => {
  for (const each of entries) {
    insert.run(each.seq, each.at, JSON.stringify([each.input, each.events]))
  }
})

try {
  const ours: Figures[] = []
  const peer: Figures[] = []
  const next = { ours: 1, peer: 1 }
  for (let round = 0; round < 6; round++) {
    const mine = await measure(entries => store.journal.append(entries), next.ours)
    const theirs = await measure(insertAll, next.peer)
    next.ours = mine.next
    next.peer = theirs.next
    if (round === 0) continue // warms both up
    ours.push(mine.figures)
    peer.push(theirs.figures)
  }
  await print('durable contact events', 'events per second', 'perSecond', ours, peer)
  await print('durable contact events', 'events per CPU second', 'perCpuSecond', ours, peer)
  await print('append of 256 until durable, p99', 'ms', 'p99Ms', ours, peer)
} finally {
  sqlite.close()
  await store.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** The measurements were made in turn already; here they are only told. */
async function print(
  title: string,
  unit: string,
  member: keyof Figures,
  ours: readonly Figures[],
  peer: readonly Figures[],
) {
  const figures = { ours: ours.map(each => each[member]), peer: peer.map(each => each[member]) }
  const next = (list: number[]) => () => list.shift() ?? Number.NaN
  await compare({
    row: 12,
    title,
    unit,
    rounds: ours.length,
    ours: { name: 'journal on PostgreSQL', measure: next(figures.ours) },
    peer: { name: 'better-sqlite3, WAL, FULL, 256 a transaction', measure: next(figures.peer) },
    ...(member === 'perSecond' && { floor: { figure: 30_000 }, goal: { figure: 120_000 } }),
    ...(member === 'perCpuSecond' && { goal: { ratio: 1 } }),
    ...(member === 'p99Ms' && {
      better: 'less',
      floor: { figure: 20 },
      goal: { figure: 10 },
    }),
  })
}
