import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storableJson } from './storable-json.ts'

test('what PostgreSQL cannot hold is written as a sign that something was there', () => {
  const given = { 'a\0': ['x\ud800y', '\udfff', '😀', 'C:\\u0000', '\\\0', '"\\ud800"'] }
  expect(JSON.parse(storableJson(given))).toEqual({
    'a\ufffd': ['x\ufffdy', '\ufffd', '😀', 'C:\\u0000', '\\\ufffd', '"\\ud800"'],
  })
})

test('all else stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const storable = text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '')
      expect(JSON.parse(storableJson([storable, `\\u0000${storable}`]))).toEqual([
        storable,
        `\\u0000${storable}`,
      ])
    }),
  )
})
