import { expect, test } from 'vitest'
import { Reception } from './reception.ts'

test('lost packets are counted across the wrap of the sequence number', () => {
  const reception = new Reception()
  for (let n = 0; n < 1000; n++)
    if (n % 10 !== 3) reception.receive((65_000 + n) & 0xffff, n * 160, n * 20)
  expect(reception.received).toBe(900)
  expect(reception.lost).toBe(100)
})
