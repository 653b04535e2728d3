import { expect, test } from 'vitest'
import type { Json } from '../json.ts'
import { fits, isShallow } from './fits.ts'

test('32 KB as JSON are enough, one more is too much', () => {
  expect(fits({ a: 'x'.repeat(32 * 1024 - 9) })).toBe(true)
  expect(fits({ a: 'x'.repeat(32 * 1024) })).toBe(false)
  expect(fits(Array.from({ length: 20_000 }, () => 1))).toBe(false)
})

test('what holds itself twice, again and again, is told at once', () => {
  let json: Json = 'x'
  for (let depth = 0; depth < 200; depth++) json = [json, json]
  expect(fits(json)).toBe(false)
})

test('what is nested too deep to be written down is told, however short it is', () => {
  const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json
  for (const each of [fits, isShallow]) {
    expect(each(nested(50))).toBe(true)
    expect(each(nested(6_000))).toBe(false)
  }
})
