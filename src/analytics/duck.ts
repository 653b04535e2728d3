// DuckDB with the limits we give it, and its values as JSON has them. Loaded when first needed: it is
// large, and a centre that nobody has called yet has nothing to write down.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type {
  DuckDBConnection,
  DuckDBInstance,
  Json as DuckDBJson,
  DuckDBValue,
  DuckDBValueConverter,
} from '@duckdb/node-api'
import type { Json } from '../core/json.ts'

export interface DuckSettings {
  readonly threads: number
  readonly memoryMb: number
  /** Where large sorts go; removed by DuckDB when it ends. The folder it is in must be there. */
  readonly temporaryFolder: string
}

/** Disk for large sorts. DuckDB alone would take nine tenths of what is free, and calls need the rest. */
const SPILL = { mbMax: 20_000, partOfFree: 0.2 }

/** What a query may be given: whole numbers stay whole. */
export type QueryValue = string | number | boolean | null | readonly string[] | readonly number[]

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: readonly (readonly Json[])[]
}

/** A database in memory, in which times are shown in UTC and nothing is fetched from anywhere. */
export async function openDuck(settings: DuckSettings): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const duck = await DuckDBInstance.create(':memory:', {
    threads: String(settings.threads),
    memory_limit: `${settings.memoryMb}MB`,
    temp_directory: settings.temporaryFolder,
    max_temp_directory_size: `${spillMb(settings.temporaryFolder)}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await duck.connect()
  await connection.run("set global TimeZone = 'UTC'")
  connection.closeSync()
  return duck
}

function spillMb(temporaryFolder: string): number {
  const { bavail, bsize } = statfsSync(dirname(temporaryFolder))
  return Math.floor(Math.min(SPILL.mbMax, (bavail * bsize * SPILL.partOfFree) / 1_000_000))
}

/** Runs one statement; of what it answers, so many rows at most (and up to a chunk of 2,048 more). */
export async function query(
  connection: DuckDBConnection,
  sql: string,
  values: readonly QueryValue[] = [],
  rowsMax = Number.POSITIVE_INFINITY,
): Promise<QueryResult> {
  const { listValue } = await import('@duckdb/node-api')
  const shown = await valuesAsJson()
  const bound = values.map((value): DuckDBValue => {
    return Array.isArray(value)
      ? listValue((value as readonly (string | number)[]).map(boundValue))
      : boundValue(value as Exclude<QueryValue, readonly unknown[]>)
  })
  const reader = await connection.streamAndReadUntil(sql, rowsMax, bound)
  const columns = reader.deduplicatedColumnNames().map((name, index) => {
    return { name, type: String(reader.columnType(index)) }
  })
  return { columns, rows: reader.convertRows(shown) as readonly (readonly Json[])[] }
}

/** For text that stands in SQL: file names and the like. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** For names that stand in SQL. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** DuckDB takes a number for a DOUBLE, which would be compared otherwise than the whole numbers it is asked about. */
function boundValue(value: string | number | boolean | null): DuckDBValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

/** Numbers as numbers when they are exact, times in ISO 8601, and text for what JSON has no word for. */
async function valuesAsJson(): Promise<DuckDBValueConverter<DuckDBJson>> {
  const { DuckDBDecimalValue, DuckDBTimestampTZValue, JsonDuckDBValueConverter } = await import(
    '@duckdb/node-api'
  )
  const shown: DuckDBValueConverter<DuckDBJson> = (value, type, converter) => {
    if (typeof value === 'bigint') {
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    }
    if (value instanceof DuckDBDecimalValue) return value.toDouble()
    if (value instanceof DuckDBTimestampTZValue && value.isFinite) {
      const time = new Date(Number(value.micros / 1000n))
      return Number.isNaN(time.getTime()) ? String(value) : time.toISOString()
    }
    return JsonDuckDBValueConverter(value, type, converter)
  }
  return shown
}
