// The analytics node: writes history down for reports, and answers what is asked of it. In a process
// of its own and with less right to the processor, so that no call waits for a report.
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ANALYTICS_SOCKET } from '../analytics/analytics-client.ts'
import type { FromAnalytics, ToAnalytics } from '../analytics/analytics-message.ts'
import { serveAnalytics } from '../analytics/analytics-service.ts'
import { openArchive } from '../analytics/archive.ts'
import { OtherJournal, OutboxFollower } from '../analytics/outbox-follower.ts'
import { SqlSandbox } from '../analytics/sql-sandbox.ts'
import { systemClock } from '../io/clock.ts'
import { listenForLines } from '../io/line-socket.ts'
import { log } from '../io/log.ts'
import { openPostgresOutbox } from '../store/postgres/postgres-outbox.ts'
import { readChildConfiguration } from './configuration.ts'
import { openInstanceFile } from './instance-file.ts'
import { supervised } from './supervised.ts'

const MEMORY_MB = 512
const THREADS = 2
/** Files are kept for so long after they were merged: nothing we run takes longer. */
const LONGEST_QUERY_MS = 15 * 60_000

const configuration = readChildConfiguration(process.env)
const child = supervised()

try {
  await start()
} catch (error) {
  log.error('the analytics node cannot start', { error })
  if (isForGood(error)) child.fatal(`There are no reports: ${error.message}`)
  // Anything else may pass: the database is away, the disk is full.
  else process.exit(1)
}

async function start(): Promise<void> {
  const { dataFolder, runFolder, database, analyticsDays } = configuration
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const { instanceId } = openInstanceFile(dataFolder)
  const { outbox, close } = await openPostgresOutbox(database, instanceId)
  child.atEnd(close)
  const folder = join(dataFolder, 'analytics')
  const failed = (sentence: string, error: unknown) => log.error(sentence, { error })
  const archive = await openArchive({
    folder,
    failed,
    now: () => systemClock.now(),
    threads: THREADS,
    memoryMb: MEMORY_MB,
    longestQueryMs: LONGEST_QUERY_MS,
    ...(analyticsDays !== undefined && { days: analyticsDays }),
  })
  child.atEnd(() => archive.close())
  const follower = new OutboxFollower({ outbox, archive, now: monotonic, pause, failed })
  child.atEnd(() => follower.stop())
  const isSource = import.meta.url.endsWith('.ts')
  const sandbox = new SqlSandbox({
    folder,
    workerFile: fileURLToPath(
      new URL(isSource ? './sql-worker.ts' : './sql-worker.mjs', import.meta.url),
    ),
    workerFlags: isSource ? ['--import', 'tsx'] : ['--enable-source-maps'],
    memoryMb: MEMORY_MB,
    threads: THREADS,
    atOnce: 2,
    waitingMax: 16,
    snapshot: () => archive.snapshot(),
  })
  await follower.begin()
  const following = follower.run()
  const server = await listenForLines<FromAnalytics, ToAnalytics>(
    join(runFolder, ANALYTICS_SOCKET),
    socket => serveAnalytics({ archive, follower, sandbox, failed }, socket),
  )
  child.atEnd(() => server.close())
  child.ready()
  await following
}

/** Starting again will not help. Not every platform has a DuckDB in npm. */
function isForGood(error: unknown): error is Error {
  if (error instanceof OtherJournal) return true
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED'
}

function monotonic(): number {
  return performance.now()
}
