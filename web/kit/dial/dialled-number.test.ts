import { expect, test } from 'vitest'
import { diallableCountries, dialledNumber } from './dialled-number.ts'

test('a number is written as at home, or with its country, and called in E.164', () => {
  expect(dialledNumber('(206) 555-0100', 'US')?.e164).toBe('+12065550100')
  expect(dialledNumber('030 1234567', 'DE')?.e164).toBe('+49301234567')
  expect(dialledNumber('+44 20 7946 0000', 'US')?.e164).toBe('+442079460000')
  expect(dialledNumber('0044 20 7946 0000', 'US')?.e164).toBe('+442079460000')
})

test('half a number, words and nothing are not called', () => {
  for (const text of ['', '20', '+', 'my aunt', '1'.repeat(40)]) {
    expect(dialledNumber(text, 'US'), text).toBeUndefined()
  }
})

test('only the countries that may be called are offered, by name in the language of the user', () => {
  expect(diallableCountries(['US', 'DE', 'XX'], 'de')).toEqual([
    { code: 'DE', name: 'Deutschland', callingCode: '+49' },
    { code: 'US', name: 'Vereinigte Staaten', callingCode: '+1' },
  ])
  expect(diallableCountries(['*'], 'en').length).toBeGreaterThan(200)
})
