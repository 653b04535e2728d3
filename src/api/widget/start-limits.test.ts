import { expect, test } from 'vitest'
import { addressKey, StartLimits } from './start-limits.ts'

test('so many chats begin at once, and one more whenever its share of a minute has passed', () => {
  const limits = new StartLimits()
  const take = (now: number) => limits.take(now, [['a', 3]])
  expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false])
  expect(take(19_999)).toBe(false)
  expect(take(20_000)).toBe(true)
  expect(take(20_000)).toBe(false)
  expect([take(3_600_000), take(3_600_000), take(3_600_000), take(3_600_000)]).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('one address that asks too often takes nothing from the others', () => {
  const limits = new StartLimits()
  const take = (address: string) =>
    limits.take(0, [
      [address, 2],
      ['all', 4],
    ])
  for (let count = 0; count < 100; count++) take('noisy')
  expect([take('b'), take('b'), take('b')]).toEqual([true, true, false])
  expect(take('c'), 'all together have had theirs').toBe(false)
})

test('a network of IPv6 counts as one', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe(addressKey('2001:db8:1:2::9'))
  expect(addressKey('2001:db8::1')).toBe(addressKey('2001:db8:0:0:ffff::2'))
  expect(addressKey('2001:db8::1')).not.toBe(addressKey('2001:db8:0:1::1'))
  expect(addressKey('::1')).toBe('0:0:0:0')
  expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7')
})
