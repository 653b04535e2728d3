import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdTable, type Keyed } from './id-table.ts'

test('it keeps what a Map would keep, whatever comes and goes', () => {
  const id = fc.integer({ min: 0, max: 60 }).map(n => `id-${n}`)
  const steps = fc.array(fc.tuple(fc.constantFrom('put', 'take', 'remove'), id), { maxLength: 200 })
  fc.assert(
    fc.property(steps, moves => {
      const table = new IdTable<Keyed>()
      const map = new Map<string, Keyed>()
      for (const [move, tie] of moves) {
        const item = { tie, hash: 0 }
        const known = map.get(tie)
        if (move === 'remove') {
          if (known) table.remove(known)
        } else expect(move === 'put' ? table.put(item) : table.take(tie)).toBe(known)
        if (move === 'put') map.set(tie, item)
        else map.delete(tie)
      }
    }),
    { numRuns: 500, seed: 20261121 },
  )
})

test('thousands of ids that differ in their last digits only are all found again', () => {
  const table = new IdTable<Keyed>()
  const ids = Array.from({ length: 20_000 }, (_, n) => `contact-${n}`)
  for (const tie of ids) table.put({ tie, hash: 0 })
  expect(ids.every(tie => table.take(tie)?.tie === tie)).toBe(true)
  expect(ids.some(tie => table.take(tie))).toBe(false)
})
