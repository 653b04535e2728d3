// Runs one query of a person over the tables, in a database that has nothing else and reaches nothing
// else: files of the history only, no network, no settings, and only statements that read.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Json } from '../core/json.ts'
import { openDuck, query, quoted } from './duck.ts'
import { sqlSentence } from './sql-error.ts'
import type { SqlAnswer, SqlRefusal, SqlTask } from './sql-message.ts'
import { PEOPLE_TABLES, TABLES } from './tables.ts'
import { peopleView, tableView } from './views.ts'

/** A row is passed on in one message, and there is a limit to those. */
const ROW_CHARACTERS_MAX = 4_000_000
const ROW_TOO_LONG: SqlRefusal = {
  refused: 'tooMuch',
  sentence: 'A row is longer than 4,000,000 characters; ask for a part of it.',
}

export async function runSql(task: SqlTask): Promise<SqlAnswer | SqlRefusal> {
  const { temporaryFolder, memoryMb, threads } = task
  const duck = await openDuck({ temporaryFolder, memoryMb, threads })
  const connection = await duck.connect()
  try {
    await prepare(connection, task)
    try {
      return (await refusalOf(connection, task.sql)) ?? (await answer(connection, task))
    } catch (error) {
      return sqlSentence(error)
    }
  } finally {
    connection.closeSync()
    duck.closeSync()
  }
}

async function prepare(connection: DuckDBConnection, { files, folder }: SqlTask): Promise<void> {
  await connection.run('create schema kept')
  for (const table of TABLES) {
    await connection.run(tableView(table, { files: files[table.name] ?? [], schema: 'kept' }))
  }
  for (const table of PEOPLE_TABLES) await connection.run(peopleView(table, 'kept'))
  await connection.run(`set allowed_directories = [${quoted(`${folder}/`)}]`)
  await connection.run('set enable_external_access = false')
  await connection.run('set lock_configuration = true')
}

async function refusalOf(
  connection: DuckDBConnection,
  sql: string,
): Promise<SqlRefusal | undefined> {
  const { StatementType } = await import('@duckdb/node-api')
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1) {
    return { refused: 'wrong', sentence: 'There are several statements; write one select.' }
  }
  // DESCRIBE, SHOW, SUMMARIZE and FROM are selects too.
  const statement = await statements.prepare(0)
  const { statementType, parameterCount } = statement
  statement.destroySync()
  if (statementType !== StatementType.SELECT) {
    return {
      refused: 'wrong',
      sentence: 'Only select is allowed: history is read here, not changed.',
    }
  }
  if (parameterCount > 0) {
    return {
      refused: 'wrong',
      sentence: 'A query has no parameters here; write the values into it.',
    }
  }
  return undefined
}

async function answer(
  connection: DuckDBConnection,
  { sql, rowsMax, charactersMax }: SqlTask,
): Promise<SqlAnswer | SqlRefusal> {
  // One row more tells whether there are more.
  const { columns, rows } = await query(connection, sql, [], rowsMax + 1)
  const shown: (readonly Json[])[] = []
  let characters = 0
  for (const row of rows.slice(0, rowsMax)) {
    const { length } = JSON.stringify(row)
    if (length > ROW_CHARACTERS_MAX) return ROW_TOO_LONG
    characters += length
    if (characters > charactersMax) break
    shown.push(row)
  }
  return { columns, rows: shown, isCut: rows.length > shown.length }
}
