import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ValuePacker, ValueReader } from './packed-values.ts'

function readAll(packed: Buffer): unknown[] {
  const reader = new ValueReader(packed)
  return Array.from({ length: reader.list() }, () => reader.value())
}

test('whatever JSON can say is read as it was written, batch after batch', () => {
  const packer = new ValuePacker()
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), values => {
      const asJson = JSON.parse(JSON.stringify(values)) as unknown[]
      expect(JSON.stringify(readAll(packer.pack(values)))).toBe(JSON.stringify(asJson))
    }),
  )
})

test('numbers of every size are read as they were, whatever instant came first', () => {
  const now = 1_795_000_000_000
  const numbers = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -(2 ** 28), max: 2 ** 28 }).map(away => now + away),
    fc.constantFrom(0, 2 ** 27, 2 ** 28 - 1, 2 ** 28, 2 ** 33, now, now + 2 ** 27, now - 2 ** 27),
  )
  const packer = new ValuePacker()
  fc.assert(
    fc.property(fc.array(numbers), values => {
      const asJson = JSON.parse(JSON.stringify(values)) as number[]
      expect(readAll(packer.pack(values))).toEqual(asJson)
    }),
  )
})

test('members that are undefined are not there, and names of people’s choosing do no harm', () => {
  const named = JSON.parse('{"__proto__":{"polluted":true},"constructor":"x"}') as object
  const [first, second] = readAll(
    new ValuePacker().pack([{ a: undefined, b: 1, c: [undefined] }, named]),
  )
  expect(JSON.stringify(first)).toBe('{"b":1,"c":[null]}')
  expect(JSON.stringify(second)).toBe(JSON.stringify(named))
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('what is passed over is what would have been read', () => {
  const values = [{ a: [1, { b: 'x' }] }, 'between', [[], {}], 'last']
  const reader = new ValueReader(new ValuePacker().pack(values))
  expect(reader.list()).toBe(4)
  reader.skip()
  expect(reader.value()).toBe('between')
  reader.skip()
  expect(reader.value()).toBe('last')
})

test('many different words and shapes fit into one batch, and into the next', () => {
  const packer = new ValuePacker()
  const many = Array.from({ length: 3000 }, (_, index) => ({
    [`name ${index % 700}`]: `ü${index}`,
  }))
  expect(readAll(packer.pack(many))).toEqual(many)
  expect(readAll(packer.pack([many[5]]))).toEqual([many[5]])
})
