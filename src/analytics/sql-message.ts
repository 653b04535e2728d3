// What a query of a person is, and what becomes of it: between the parts of the analytics node and
// with those who ask it.
import type { QueryResult } from './duck.ts'

export interface SqlLimits {
  readonly rowsMax: number
  readonly timeMs: number
}

/** A query that was answered. */
export interface SqlAnswer extends QueryResult {
  /** There would be more rows. */
  readonly isCut: boolean
}

/** Why a query was not answered, and the sentence that says it to a person. */
export interface SqlRefusal {
  readonly refused: 'wrong' | 'tooLong' | 'tooMuch' | 'busy' | 'failed'
  readonly sentence: string
}

/** For the process that runs one query and ends. Plain JSON. */
export interface SqlTask {
  readonly sql: string
  /** Of each table, paths of Parquet files in folders named `dt=<day>`. */
  readonly files: Readonly<Record<string, readonly string[]>>
  /** Nothing outside of it is read. */
  readonly folder: string
  readonly temporaryFolder: string
  readonly memoryMb: number
  readonly threads: number
  readonly rowsMax: number
  /** Of the answer, as JSON. */
  readonly charactersMax: number
}
