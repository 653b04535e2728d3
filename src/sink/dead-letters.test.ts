import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { delivery } from '../../test/support/told.ts'
import { deadLettersIn } from './dead-letters.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-refused-'))
afterEach(() => rmSync(folder, { recursive: true }))

test('what is set aside is kept with the reason, the newest of it however much there is', async () => {
  const letters = deadLettersIn(join(folder, 'refused.ndjson'), 300)
  for (let n = 1; n <= 20; n++) await letters.add(delivery(n), 'not wanted', n)
  expect(readdirSync(folder).sort()).toEqual(['refused.ndjson', 'refused.ndjson.1'])
  const text = ['refused.ndjson.1', 'refused.ndjson'].map(name =>
    readFileSync(join(folder, name), 'utf8'),
  )
  const kept = text
    .join('')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(kept.at(-1)).toMatchObject({ reason: 'not wanted', data: { n: 20 } })
  expect(kept.length).toBeLessThan(10)
})
