// Roll-ups: what a report has counted is kept by quarter of an hour, hour or day, and the next report of
// its kind adds only what has been written down since. Facts never change and each counts by itself, so
// what a roll-up says is exactly what counting all of them again would.
import { type FactSql, slotSql } from '../core/metrics/history/fact-sql.ts'
import type { FactQuery } from '../core/metrics/history/measure.ts'
import type { QueryResult, QueryValue } from './duck.ts'

export interface RollUpOptions {
  /** The last entry that queries see. */
  position(): number
  run(sql: string, values?: readonly QueryValue[]): Promise<QueryResult>
}

interface RollUp {
  readonly table: string
  /** It holds what these entries brought. */
  upTo: number
  rows: number
  /** At most so many when it was last put together. */
  rowsPacked: number
  usedAt: number
  turn: Promise<unknown>
}

const WIDTHS_MS = [24 * 60 * 60_000, 60 * 60_000, 15 * 60_000]
const ROLL_UPS_MAX = 48
const ROWS_MAX = 2_000_000
/** Kinds of reports remembered: one that is asked for the second time is worth a roll-up. */
const SEEN_MAX = 1000

export class RollUps {
  readonly #options: RollUpOptions
  readonly #rollUps = new Map<string, RollUp>()
  readonly #seen = new Set<string>()
  #names = 0
  #uses = 0

  constructor(options: RollUpOptions) {
    this.#options = options
  }

  get figures(): Readonly<Record<string, number>> {
    return {
      analytics_roll_ups: this.#rollUps.size,
      analytics_roll_up_rows: this.#rows,
    }
  }

  /** Rows as `countedRow` reads them; undefined when this report has to count facts. */
  async count(query: FactQuery): Promise<QueryResult | undefined> {
    const widthMs = widthOf(query)
    if (widthMs === undefined) return undefined
    const { of, at, groupBy, where, measures } = query
    const key = JSON.stringify([of, at, groupBy, where, measures, widthMs])
    if (!this.#rollUps.has(key) && this.#isNew(key)) return undefined
    const rollUp = this.#rollUps.get(key) ?? this.#begin(key)
    rollUp.usedAt = ++this.#uses
    // One after the other: two that add the same entries would count them twice.
    const update = rollUp.turn.then(() => this.#update(rollUp, query, widthMs))
    rollUp.turn = update.catch(() => undefined) // told to whom it concerns
    try {
      await update
    } catch (error) {
      this.#rollUps.delete(key)
      throw error
    }
    const { text, values } = readSql(rollUp.table, query, widthMs)
    const answer = await this.#options.run(text, values)
    await this.#dropSome()
    return answer
  }

  /** Facts have been deleted: what was counted of them must not show. */
  async forgetAll(): Promise<void> {
    for (const [key, { table, turn }] of [...this.#rollUps]) {
      this.#rollUps.delete(key)
      await turn
      await this.#options.run(`drop table if exists ${table}`)
    }
  }

  get #rows(): number {
    return [...this.#rollUps.values()].reduce((sum, { rows }) => sum + rows, 0)
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false
    if (this.#seen.size >= SEEN_MAX) this.#seen.clear()
    this.#seen.add(key)
    return true
  }

  #begin(key: string): RollUp {
    const rollUp: RollUp = {
      table: `roll_up_${++this.#names}`,
      upTo: 0,
      rows: 0,
      rowsPacked: 0,
      usedAt: 0,
      turn: Promise.resolve(),
    }
    this.#rollUps.set(key, rollUp)
    return rollUp
  }

  async #update(rollUp: RollUp, query: FactQuery, widthMs: number): Promise<void> {
    const position = this.#options.position()
    const isFirst = rollUp.rowsPacked === 0 && rollUp.upTo === 0
    if (position === rollUp.upTo && !isFirst) return
    const { run } = this.#options
    if (isFirst) await run(`create or replace table ${rollUp.table} (${columnsOf(query)})`)
    const { text, values } = slotSql({ query, widthMs, entries: [rollUp.upTo, position] })
    const { rows } = await run(`insert into ${rollUp.table} ${text}`, values)
    rollUp.upTo = position
    rollUp.rows += Number(rows[0]?.[0] ?? 0)
    if (isFirst) rollUp.rowsPacked = Math.max(1, rollUp.rows)
    if (rollUp.rows <= 2 * rollUp.rowsPacked + 10_000) return
    await run(packSql(rollUp.table, query))
    const packed = await run(`select count(*) from ${rollUp.table}`)
    rollUp.rows = Number(packed.rows[0]?.[0] ?? 0)
    rollUp.rowsPacked = Math.max(1, rollUp.rows)
  }

  /** Those that were not used for longest. */
  async #dropSome(): Promise<void> {
    const oldest = [...this.#rollUps].sort(([, a], [, b]) => a.usedAt - b.usedAt)
    for (const [key, { table, turn }] of oldest) {
      if (this.#rollUps.size <= ROLL_UPS_MAX && this.#rows <= ROWS_MAX) return
      this.#rollUps.delete(key)
      await turn
      await this.#options.run(`drop table if exists ${table}`)
    }
  }
}

/** The longest slots of which the report's intervals consist. */
function widthOf({ at, borders }: FactQuery): number | undefined {
  // A stretch belongs to every interval it touches, with what lies within.
  if (at === 'stretch') return undefined
  return WIDTHS_MS.find(width => borders.every(border => border % width === 0))
}

function groupNames({ groupBy }: FactQuery): string[] {
  return groupBy.map((_, index) => `g${index}`)
}

function columnsOf(query: FactQuery): string {
  return [
    'slot bigint',
    ...groupNames(query).map(name => `${name} varchar`),
    ...query.measures.map((_, index) => `m${index} bigint`),
  ].join(', ')
}

/** Parts of a measure as one. */
function addedUp({ measures }: FactQuery): string[] {
  return measures.map(({ by }, index) => {
    return by === 'max' || by === 'min' ? `${by}(m${index})` : `sum(m${index})::bigint`
  })
}

function packSql(table: string, query: FactQuery): string {
  const groups = ['slot', ...groupNames(query)].join(', ')
  return `create or replace table ${table} as
    select ${groups}, ${query.measures
      .map((_, index) => `${addedUp(query)[index]} as m${index}`)
      .join(', ')} from ${table} group by ${groups}`
}

function readSql(table: string, query: FactQuery, widthMs: number): FactSql {
  const { borders } = query
  const slots = borders.map(border => border / widthMs)
  const [first = 0, second = 0] = slots
  const last = slots.at(-1) ?? first
  const each = second - first
  const isEven = slots.every((slot, index) => slot === first + index * each)
  const interval =
    borders.length === 2 ? '0::bigint' : isEven ? `(slot - ${first}) // ${each}` : 'interval_number'
  const join = isEven
    ? ''
    : `asof join (select unnest([${slots.slice(0, -1).join(', ')}]) as start,
        unnest(range(${slots.length - 1})) as interval_number) on slot >= start`
  const groups = [interval, ...groupNames(query)].join(', ')
  const text = `select ${[groups, ...addedUp(query)].join(', ')} from ${table} ${join}
    where slot >= ${first} and slot < ${last} group by ${groups}`
  return { text, values: [] }
}
