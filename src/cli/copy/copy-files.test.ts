import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCopy, writeCopy } from './copy-files.ts'
import type { Thing } from './thing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-copy-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['folder', 'one.tar', 'one.tgz'])('long names in any script fit into a %s', async to => {
  const names = [
    'Продажи '.repeat(15),
    'Продажи '.repeat(15).concat('2'),
    '販売'.repeat(60),
    '../a/b',
  ]
  const things = names.map((name): Thing => ({ kind: 'queue', name, document: { a: 'b' } }))
  await writeCopy(join(folder, to), things)
  const read = await readCopy(join(folder, to))
  expect(new Set(read)).toEqual(new Set(things))
  expect(readdirSync(folder)).not.toContain('a')
})
