import { expect, test } from 'vitest'
import { isAddressRange, isWithin } from './address-range.ts'

test('addresses and ranges of both versions', () => {
  expect(
    ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1'].filter(each => !isAddressRange(each)),
  ).toEqual([])
  expect(
    ['10.0.0.0/33', '10.0.0', 'x', '', '2001:db8::/129', '1.2.3.4/'].filter(isAddressRange),
  ).toEqual([])
})

test('what is within a range, and what is not', () => {
  expect(isWithin('10.1.2.3', '10.0.0.0/8')).toBe(true)
  expect(isWithin('::ffff:10.1.2.3', '10.0.0.0/8')).toBe(true)
  expect(isWithin('11.1.2.3', '10.0.0.0/8')).toBe(false)
  expect(isWithin('2001:db8::5', '2001:db8::/32')).toBe(true)
  expect(isWithin('10.1.2.3', '2001:db8::/32')).toBe(false)
  expect(isWithin('192.0.2.7', '192.0.2.7')).toBe(true)
  expect(isWithin('nonsense', '0.0.0.0/0')).toBe(false)
})
