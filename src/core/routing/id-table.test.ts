import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdTable } from './id-table.ts'

test('it keeps what a Map would keep, whatever comes and goes', () => {
  const id = fc.integer({ min: 0, max: 60 }).map(n => `id-${n}`)
  const steps = fc.array(fc.tuple(fc.boolean(), id), { maxLength: 200 })
  fc.assert(
    fc.property(steps, moves => {
      const table = new IdTable<{ tie: string }>()
      const map = new Map<string, { tie: string }>()
      for (const [isPut, tie] of moves) {
        const item = { tie }
        expect(isPut ? table.put(item) : table.take(tie)).toBe(map.get(tie))
        if (isPut) map.set(tie, item)
        else map.delete(tie)
      }
    }),
    { numRuns: 500, seed: 20261121 },
  )
})

test('thousands of ids that differ in their last digits only are all found again', () => {
  const table = new IdTable<{ tie: string }>()
  const ids = Array.from({ length: 20_000 }, (_, n) => `contact-${n}`)
  for (const tie of ids) table.put({ tie })
  expect(ids.every(tie => table.take(tie)?.tie === tie)).toBe(true)
  expect(ids.some(tie => table.take(tie))).toBe(false)
})
