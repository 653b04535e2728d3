// The questions of docs/guide/sql.md are asked of a call that the real core has handled.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import { minutes, seconds } from '../core/instant.ts'
import { MemoryDisk, openMemoryStore } from '../store/memory/memory-store.ts'
import { type Archive, openArchive } from './archive.ts'
import { runSql } from './run-sql.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/guide/sql.md'), 'utf8')
const questions = [...guide.matchAll(/^([A-Z].*\?.*)\n\n```sql\n([\s\S]*?)```/gm)].map(
  ([, question = '', sql = '']) => [question, sql] as const,
)
const folder = mkdtempSync(join(tmpdir(), 'parley-guide-'))
let archive: Archive
let now: number

beforeAll(async () => {
  const centre = await TestCentre.open()
  now = centre.clock.now()
  archive = await openArchive({
    folder,
    now: () => now,
    threads: 1,
    memoryMb: 200,
    longestQueryMs: 1000,
  })
  centre.ready('agent1')
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.clock.advance(seconds(5))
  centre.does('agent1', 'accept')
  centre.promptOver(centre.agentLeg('agent1'))
  centre.clock.advance(minutes(3))
  centre.hangUp(caller)
  centre.clock.advance(seconds(40))
  centre.does('agent1', 'clear')
  const { journal, outbox } = openMemoryStore(new MemoryDisk())
  const input = { type: 'time.passed' } as const
  await journal.append([{ seq: 1, at: centre.clock.now(), input, events: centre.events }])
  await archive.add(await outbox.read(0, 1))
})

afterAll(async () => {
  await archive.close()
  rmSync(folder, { recursive: true })
})

test('there are ten', () => {
  expect(questions).toHaveLength(10)
})

test.each(questions)('%s', async (_, sql) => {
  const { files, release } = await archive.snapshot()
  const answer = await runSql({
    // The guide asks about today; in the test that is another day.
    sql: sql.replaceAll('current_date', "date '2026-11-21'"),
    files,
    folder,
    temporaryFolder: join(folder, 'work', 'test'),
    memoryMb: 200,
    threads: 1,
    rowsMax: 100,
    charactersMax: 100_000,
  })
  await release()
  expect(answer).toMatchObject({ isCut: false, rows: expect.arrayContaining([expect.anything()]) })
})
