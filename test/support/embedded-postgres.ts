// A PostgreSQL of our own for the tests of one file, in a temporary folder.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Postgres, startPostgres } from '../../src/server/postgres.ts'

/** Starts before the first test of the file and is gone after the last. */
export function embeddedPostgres(): { current: () => Postgres; restart: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  let postgres: Postgres | undefined
  const start = async () => {
    postgres = await startPostgres(join(folder, 'postgres'), join(folder, 'postgres.log'))
  }
  beforeAll(start)
  afterAll(async () => {
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    current: () => {
      if (!postgres) throw new Error('PostgreSQL has not been started yet.')
      return postgres
    },
    restart: start,
  }
}
