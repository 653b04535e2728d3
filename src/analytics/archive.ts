// History as day files: what has just happened is kept in memory and written down now and then; past
// days are merged into one sorted file each. After a sudden end everything that was not finished is
// thrown away and read again, so that no row is lost and none is there twice.
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Instant } from '../core/instant.ts'
import { factSql } from '../core/metrics/history/fact-sql.ts'
import type { FactQuery } from '../core/metrics/history/measure.ts'
import type { OutboxEntry } from '../store/outbox.ts'
import {
  type DayFile,
  dayFilePath,
  dropDayFiles,
  keepDayFile,
  listDayFiles,
  withoutMerged,
} from './day-files.ts'
import { openDuck, type QueryResult, type QueryValue, query, quoted } from './duck.ts'
import { readPosition, writePosition } from './position-file.ts'
import { RollUps } from './roll-ups.ts'
import { RowAppender } from './row-appender.ts'
import { RowMaker } from './rows.ts'
import { TABLES, type Table } from './tables.ts'
import { tableView, tailTable } from './views.ts'

export interface ArchiveOptions {
  readonly folder: string
  readonly now: () => Instant
  /** For queries. */
  readonly threads: number
  readonly memoryMb: number
  /** Days after which history is deleted; undefined keeps it for ever. */
  readonly days?: number
  /** How long a query may still read files that have been merged into others. */
  readonly longestQueryMs: number
  /** Told of each file that cannot be read and was therefore set aside. */
  failed?(sentence: string, error: unknown): void
}

type Pages = Iterable<readonly OutboxEntry[]> | AsyncIterable<readonly OutboxEntry[]>

/** A table's rows that are in no file yet. */
interface Tail {
  readonly name: string
  rows: number
}

/** Files with what a table consists of, for as long as somebody reads them. */
export interface ArchiveSnapshot {
  /** Paths by table. */
  readonly files: Readonly<Record<string, readonly string[]>>
  release(): Promise<void>
}

const DAY_MS = 86_400_000
const WRITING_THREADS = 1
/** So many small files of today are made one. */
const SMALL_FILES = 24
const SMALL_BYTES = 8_000_000

/** Throws what the disk says. DuckDB is loaded when there is something to write or to read. */
export async function openArchive(options: ArchiveOptions): Promise<Archive> {
  const { folder } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const workFolder = join(folder, 'work')
  await rm(workFolder, { recursive: true, force: true })
  await mkdir(workFolder, { mode: 0o700 })
  const written = await readPosition(positionPath(folder))
  const files = new Map<Table, readonly DayFile[]>()
  for (const table of TABLES) {
    const found = await listDayFiles(folder, table.name)
    const kept = withoutMerged(found.filter(({ lastSeq }) => lastSeq <= written.seq))
    await dropDayFiles(found.filter(file => !kept.includes(file)))
    files.set(table, kept)
  }
  return new Archive(options, files, written)
}

interface Database {
  readonly duck: DuckDBInstance
  /** Writes; queries have connections of their own. */
  readonly connection: DuckDBConnection
}

export class Archive {
  readonly #options: ArchiveOptions
  #opening: Promise<Database> | undefined
  readonly #idle: DuckDBConnection[] = []
  #reading = 0
  readonly #files: Map<Table, readonly DayFile[]>
  readonly #tails = new Map<Table, Tail>()
  readonly #rollUps = new RollUps({
    position: () => this.#position,
    run: (sql, values) => this.read(sql, values),
  })
  /** In files, and still in the tail as well: to be taken out of it before anything else. */
  readonly #written = new Map<Table, readonly DayFile[]>()
  #rows = new RowMaker()
  #merged: { readonly files: readonly DayFile[]; readonly since: Instant }[] = []
  #position: number
  #writtenPosition: number
  #writtenAt: Instant | undefined
  #lastAt: Instant = 0
  #names = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    options: ArchiveOptions,
    files: Map<Table, readonly DayFile[]>,
    { seq, at }: { readonly seq: number; readonly at?: Instant },
  ) {
    this.#options = options
    this.#files = files
    this.#position = seq
    this.#writtenPosition = seq
    this.#writtenAt = at
  }

  #open(): Promise<Database> {
    this.#opening ??= this.#openDuck().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async #openDuck(): Promise<Database> {
    const { folder, memoryMb } = this.#options
    const temporaryFolder = join(folder, 'work', 'spilled')
    const duck = await openDuck({ threads: WRITING_THREADS, memoryMb, temporaryFolder })
    const database = { duck, connection: await duck.connect() }
    for (const table of TABLES) {
      try {
        await this.#renew(database, table)
      } catch (error) {
        if (!(await this.#setAsideUnreadable(database, table))) throw error
        await this.#renew(database, table)
      }
    }
    return database
  }

  /** One bad file must not keep all others from being read and written. Answers whether there was any. */
  async #setAsideUnreadable({ connection }: Database, table: Table): Promise<boolean> {
    const bad = new Set<DayFile>()
    for (const file of this.#filesOf(table)) {
      try {
        await query(connection, `select count(*) from parquet_schema(${quoted(file.path)})`)
      } catch (error) {
        bad.add(file)
        await rename(file.path, `${file.path}.unreadable`)
        this.#options.failed?.(
          `history cannot be read from ${file.path}, which is set aside`,
          error,
        )
      }
    }
    this.#files.set(
      table,
      this.#filesOf(table).filter(file => !bad.has(file)),
    )
    return bad.size > 0
  }

  /** The last entry that queries see. */
  get position(): number {
    return this.#position
  }

  /** Is DuckDB loaded? It is when something has been written or read. */
  get isOpen(): boolean {
    return this.#opening !== undefined
  }

  /** The last entry that need not be read again, whatever happens. */
  get writtenPosition(): number {
    return this.#writtenPosition
  }

  /** When that happened, if it is known. */
  get writtenAt(): Instant | undefined {
    return this.#writtenAt
  }

  /** Rows that are only in memory. */
  get tailRows(): number {
    return [...this.#tails.values()].reduce((sum, { rows }) => sum + rows, 0)
  }

  get figures(): Readonly<Record<string, number>> {
    const files = [...this.#files.values()].flat()
    const bytesOf = (some: readonly DayFile[]) => some.reduce((sum, { bytes }) => sum + bytes, 0)
    const yesterday = dayOf(this.#options.now() - DAY_MS)
    return {
      analytics_position: this.#position,
      analytics_last_entry_seconds: this.#lastAt / 1000,
      analytics_tail_rows: this.tailRows,
      analytics_files: files.length,
      analytics_bytes: bytesOf(files),
      analytics_bytes_yesterday: bytesOf(files.filter(({ day }) => day === yesterday)),
      analytics_days: new Set(files.map(({ day }) => day)).size,
      ...this.#rollUps.figures,
    }
  }

  /** Takes entries in, which queries see from then on. */
  add(entries: readonly OutboxEntry[]): Promise<void> {
    return this.addPages([entries])
  }

  /**
   * The same of entries that come page by page, so that few of them are in memory at a time. All or
   * nothing: an entry may bring rows for several tables.
   */
  addPages(pages: Pages): Promise<void> {
    return this.#inTurn(async () => {
      const appender = new RowAppender({
        connect: async () => {
          const database = await this.#open()
          await this.#dropWritten(database)
          return database.connection
        },
        nameOf: table => this.#tail(table).name,
      })
      const last = await this.#takeIn(pages, appender)
      for (const [table, rows] of appender.counts) this.#tail(table).rows += rows
      if (!last) return
      this.#position = last.seq
      this.#lastAt = last.at
    })
  }

  /** Answers the last entry. */
  async #takeIn(pages: Pages, appender: RowAppender): Promise<OutboxEntry | undefined> {
    let last: OutboxEntry | undefined
    try {
      for await (const entries of pages) {
        for (const entry of entries) {
          // Again after a restart: it is in a file, or it has been taken in.
          if (entry.seq <= this.#position) continue
          const rows = this.#rows.rowsOf(entry)
          if (rows.length > 0) await appender.append(rows, entry.at)
        }
        last = entries.at(-1) ?? last
      }
      await appender.commit()
    } catch (error) {
      this.#rows = new RowMaker()
      await appender.rollback()
      throw error
    }
    return last
  }

  /** Writes down what is in memory. */
  flush(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#written.size > 0) await this.#dropWritten(await this.#open())
      const [firstSeq, lastSeq] = [this.#writtenPosition + 1, this.#position]
      if (lastSeq < firstSeq) return
      const written = new Map<Table, readonly DayFile[]>()
      for (const [table, { name, rows }] of this.#tails) {
        if (rows === 0) continue
        const days = await this.#daysOf(name)
        const files: DayFile[] = []
        for (const day of days) {
          const file = { table: table.name, day, firstSeq, lastSeq, isSorted: false }
          files.push(await this.#write(file, `${name} where dt = ${quoted(day)}`, table))
        }
        written.set(table, files)
      }
      await writePosition(positionPath(this.#options.folder), { seq: lastSeq, at: this.#lastAt })
      this.#writtenPosition = lastSeq
      this.#writtenAt = this.#lastAt
      for (const [table, files] of written) this.#written.set(table, files)
      if (written.size > 0) await this.#dropWritten(await this.#open())
    })
  }

  /** Queries have found it in the tail until now, and find it in files from then on. */
  async #dropWritten(database: Database): Promise<void> {
    for (const [table, files] of this.#written) {
      const former = this.#filesOf(table)
      this.#files.set(table, [...former, ...files])
      try {
        await this.#renew(database, table)
      } catch (error) {
        this.#files.set(table, former)
        throw error
      }
      this.#written.delete(table)
    }
  }

  /** Merges files of past days, and many small ones of today; deletes what is no longer wanted. */
  async tidy(): Promise<void> {
    for (const table of TABLES) await this.#inTurn(() => this.#tidyTable(table))
    await this.#inTurn(() => this.#dropMerged())
  }

  /** Runs one statement of our own making. */
  async read(sql: string, values: readonly QueryValue[] = []): Promise<QueryResult> {
    const { duck } = await this.#open()
    const connection = this.#idle.pop() ?? (await duck.connect())
    try {
      if (++this.#reading === 1) await this.#setThreads(connection, this.#options.threads)
      return await query(connection, sql, values)
    } finally {
      if (--this.#reading === 0) await this.#setThreads(connection, WRITING_THREADS)
      this.#idle.push(connection)
    }
  }

  /** Several are for who waits for an answer; rows are taken in with an eighth less work by one alone. */
  async #setThreads(connection: DuckDBConnection, threads: number): Promise<void> {
    if (this.#options.threads > WRITING_THREADS) await connection.run(`set threads = ${threads}`)
  }

  /** What facts come to; rows as `countedRow` reads them. */
  async count(query: FactQuery): Promise<QueryResult> {
    const rolledUp = await this.#rollUps.count(query)
    if (rolledUp) return rolledUp
    const { text, values } = factSql(query)
    return this.read(text, values)
  }

  /** Files that say what `read` would find now, for another process. */
  snapshot(): Promise<ArchiveSnapshot> {
    return this.#inTurn(async () => {
      await this.#open()
      const folder = join(this.#options.folder, 'work', `snapshot-${++this.#names}`)
      const files: Record<string, readonly string[]> = {}
      for (const [table, { name, rows }] of this.#tails) {
        const days = rows === 0 ? [] : await this.#daysOf(name)
        const parts: string[] = []
        for (const day of days) {
          const path = join(folder, `dt=${day}`, `${table.name}.parquet`)
          await mkdir(join(folder, `dt=${day}`), { recursive: true, mode: 0o700 })
          await this.#copy(`select * exclude (dt) from ${name} where dt = ${quoted(day)}`, path)
          parts.push(path)
        }
        files[table.name] = [...this.#filesOf(table).map(({ path }) => path), ...parts]
      }
      return { files, release: () => rm(folder, { recursive: true, force: true }) }
    })
  }

  /** Ends it after what it is doing; what is not written down is read again. */
  async close(): Promise<void> {
    await this.#inTurn(async () => {
      const database = await this.#opening?.catch(() => undefined) // then there is none
      for (const connection of this.#idle) connection.closeSync()
      database?.connection.closeSync()
      database?.duck.closeSync()
    })
  }

  /** Gives the table an empty tail, and its view what it consists of now, in one step for whoever reads. */
  async #renew(database: Database, table: Table): Promise<void> {
    const { connection } = database
    const former = this.#tails.get(table)
    const tail = { name: `tail_${table.name}_${++this.#names}`, rows: 0 }
    await this.#transaction(database, async () => {
      await connection.run(tailTable(table, tail.name))
      await connection.run(this.#viewOf(table, tail))
      if (former) await connection.run(`drop table ${former.name}`)
    })
    this.#tails.set(table, tail)
  }

  #viewOf(table: Table, tail: Tail): string {
    return tableView(table, {
      files: this.#filesOf(table).map(({ path }) => path),
      tail: tail.name,
    })
  }

  async #tidyTable(table: Table): Promise<void> {
    await this.#dropOld(table)
    const today = dayOf(this.#options.now())
    for (const [day, files] of byDay(this.#filesOf(table))) {
      const isPast = day < today
      const few = isPast ? files : lastSmallOnes(files)
      const isDone = isPast ? few.length === 1 && few[0]?.isSorted : few.length < SMALL_FILES
      if (!isDone) await this.#merge(table, few, isPast)
    }
  }

  async #merge(table: Table, files: readonly DayFile[], isSorted: boolean): Promise<void> {
    const [first, last] = [files[0], files.at(-1)]
    if (!first || !last) return
    const list = files.map(({ path }) => quoted(path)).join(', ')
    const order = isSorted ? ` order by ${table.sortedBy.map(name => `"${name}"`).join(', ')}` : ''
    const source = `read_parquet([${list}], union_by_name = true, hive_partitioning = false)${order}`
    const { day, firstSeq } = first
    const merged = { table: table.name, day, firstSeq, lastSeq: last.lastSeq, isSorted }
    const file = await this.#write(merged, source)
    this.#merged.push({ files, since: this.#options.now() })
    await this.#replace(table, files, [file])
  }

  async #dropOld(table: Table): Promise<void> {
    const { days, now } = this.#options
    if (days === undefined) return
    const oldest = dayOf(now() - days * DAY_MS)
    const old = this.#filesOf(table).filter(({ day }) => day < oldest)
    if (old.length === 0) return
    this.#merged.push({ files: old, since: now() })
    await this.#replace(table, old, [])
    await this.#rollUps.forgetAll()
  }

  async #replace(table: Table, files: readonly DayFile[], by: readonly DayFile[]): Promise<void> {
    const { connection } = await this.#open()
    const rest = this.#filesOf(table).filter(file => !files.includes(file))
    this.#files.set(table, [...rest, ...by])
    await connection.run(this.#viewOf(table, this.#tail(table)))
  }

  /** Who began to read them has ended by now. */
  async #dropMerged(): Promise<void> {
    const until = this.#options.now() - this.#options.longestQueryMs
    const over = this.#merged.filter(({ since }) => since <= until)
    this.#merged = this.#merged.filter(({ since }) => since > until)
    await dropDayFiles(over.flatMap(({ files }) => files))
  }

  /** Writes a file of the table, durably. */
  async #write(
    file: Omit<DayFile, 'bytes' | 'path'>,
    source: string,
    { columns }: { readonly columns: Table['columns'] } = { columns: [] },
  ): Promise<DayFile> {
    const { folder } = this.#options
    const written = join(folder, 'work', `${file.table}.parquet`)
    const what = columns.length === 0 ? '*' : columns.map(({ name }) => `"${name}"`).join(', ')
    await this.#copy(`select ${what} from ${source}`, written)
    const path = dayFilePath(folder, file)
    return { ...file, path, bytes: await keepDayFile(written, path) }
  }

  async #copy(select: string, path: string): Promise<void> {
    const { connection } = await this.#open()
    await connection.run(`copy (${select}) to ${quoted(path)} (format parquet, compression zstd)`)
  }

  async #daysOf(tail: string): Promise<readonly string[]> {
    const days = `select distinct strftime(dt, '%Y-%m-%d') from ${tail} order by 1`
    const { connection } = await this.#open()
    const { rows } = await query(connection, days)
    return rows.map(([day]) => String(day))
  }

  async #transaction({ connection }: Database, work: () => Promise<void>): Promise<void> {
    await connection.run('begin')
    try {
      await work()
      await connection.run('commit')
    } catch (error) {
      await connection.run('rollback')
      throw error
    }
  }

  /** One after the other; who waits hears what became of it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined) // told to whom it concerns; the next one goes on
    return result
  }

  #tail(table: Table): Tail {
    const tail = this.#tails.get(table)
    if (!tail) throw new Error(`The archive lacks the table ${table.name}.`)
    return tail
  }

  #filesOf(table: Table): readonly DayFile[] {
    return this.#files.get(table) ?? []
  }
}

/** The newest files, as long as they are small: merging those costs little. */
function lastSmallOnes(files: readonly DayFile[]): readonly DayFile[] {
  const large = files.findLastIndex(({ bytes }) => bytes >= SMALL_BYTES)
  return files.slice(large + 1)
}

function byDay(files: readonly DayFile[]): ReadonlyMap<string, readonly DayFile[]> {
  const days = new Map<string, DayFile[]>()
  for (const file of files) {
    const those = days.get(file.day) ?? []
    days.set(file.day, those)
    those.push(file)
  }
  return days
}

function positionPath(folder: string): string {
  return join(folder, 'position.json')
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10)
}
