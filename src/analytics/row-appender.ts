// Appends rows to tables of DuckDB in one transaction, which begins with the first of them.
import type { DuckDBAppender, DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api'
import type { Instant } from '../core/instant.ts'
import { dayNumber, type Row } from './rows.ts'
import type { Table } from './tables.ts'

export interface RowAppenderWorld {
  /** Where to; asked when there is a first row. */
  connect(): Promise<DuckDBConnection>
  /** What the table is called there. */
  nameOf(table: Table): string
}

export class RowAppender {
  readonly #world: RowAppenderWorld
  #connection: DuckDBConnection | undefined
  readonly #appenders = new Map<Table, DuckDBAppender>()
  readonly #counts = new Map<Table, number>()
  #date: DuckDBDateValue | undefined

  constructor(world: RowAppenderWorld) {
    this.#world = world
  }

  /** How many rows each table was given. */
  get counts(): ReadonlyMap<Table, number> {
    return this.#counts
  }

  /** Rows of something that happened then. */
  async append(rows: readonly Row[], at: Instant): Promise<void> {
    const date = await this.#dateOf(at)
    for (const row of rows) {
      const { table } = row
      appendRow(this.#appenders.get(table) ?? (await this.#open(table)), row, date)
      this.#counts.set(table, (this.#counts.get(table) ?? 0) + 1)
    }
  }

  async commit(): Promise<void> {
    for (const appender of this.#appenders.values()) appender.closeSync()
    await this.#connection?.run('commit')
  }

  async rollback(): Promise<void> {
    for (const appender of this.#appenders.values()) {
      // What it still holds would be written when it is thrown away.
      appender.clear()
    }
    await this.#connection?.run('rollback')
  }

  async #open(table: Table): Promise<DuckDBAppender> {
    this.#connection ??= await this.#begin()
    const appender = await this.#connection.createAppender(this.#world.nameOf(table))
    this.#appenders.set(table, appender)
    return appender
  }

  async #begin(): Promise<DuckDBConnection> {
    const connection = await this.#world.connect()
    await connection.run('begin')
    return connection
  }

  async #dateOf(at: Instant): Promise<DuckDBDateValue> {
    const days = dayNumber(at)
    if (this.#date?.days === days) return this.#date
    const { DuckDBDateValue } = await import('@duckdb/node-api')
    this.#date = new DuckDBDateValue(days)
    return this.#date
  }
}

function appendRow(appender: DuckDBAppender, { values }: Row, date: DuckDBDateValue): void {
  for (const value of values) {
    if (value === undefined) appender.appendNull()
    // Whole numbers that it makes its own: a bigint of ours for each would only be thrown away.
    else if (typeof value === 'number') appender.appendDouble(Math.round(value))
    else if (typeof value === 'boolean') appender.appendBoolean(value)
    else appender.appendVarchar(value)
  }
  appender.appendDate(date)
  appender.endRow()
}
