import { expect, test } from 'vitest'
import { Reception } from './reception.ts'

test('lost packets are counted across the wrap of the sequence number', () => {
  const reception = new Reception()
  for (let n = 0; n < 1000; n++)
    if (n % 10 !== 3) reception.receive((65_000 + n) & 0xffff, n * 160, n * 20)
  expect(reception.received).toBe(900)
  expect(reception.lost).toBe(100)
})

test('a report tells the losses since the last one, and all of them', () => {
  const reception = new Reception()
  for (let n = 0; n < 100; n++) reception.receive(n, n * 160, n * 20)
  expect(reception.report()).toEqual({ fractionLost: 0, lost: 0, highest: 99, jitter: 0 })
  for (let n = 100; n < 200; n++) if (n % 4) reception.receive(n, n * 160, n * 20)
  expect(reception.report()).toMatchObject({ fractionLost: 64, lost: 25, highest: 199 })
  expect(reception.report()).toMatchObject({ fractionLost: 0, lost: 25 })
})
