import { describe, expect, test } from 'vitest'
import { Directory } from '../directory/directory.ts'
import type { InstanceDocument } from '../directory/document.ts'
import { dialable } from './dialable.ts'

const ID = 'instance'

function may(text: string, allowed: Partial<InstanceDocument>) {
  const directory = new Directory()
  directory.put('instance', ID, allowed as InstanceDocument)
  const result = dialable(directory, ID, text)
  return 'number' in result ? 'called' : result.refused
}

describe('a number that costs extra is not called because its country is allowed', () => {
  test.each([
    ['+1 900 234 5678', 'PREMIUM_RATE'],
    ['+1 900 100 1234', 'PREMIUM_RATE'],
    ['+1 212 976 1234', 'PREMIUM_RATE'],
    ['+44 9012 345678', 'PREMIUM_RATE'],
    ['+41 900 123 456', 'PREMIUM_RATE'],
    ['+979 123 456 789', 'PREMIUM_RATE'],
    ['+41 840 123 456', 'SHARED_COST'],
    ['+49 1805 123 4567', 'SHARED_COST'],
    ['+808 1234 5678', 'SHARED_COST'],
    ['+44 7012 345678', 'PERSONAL_NUMBER'],
    ['+870 773 123 456', 'SATELLITE'],
    ['+881 612 345 678', 'SATELLITE'],
    ['+882 16 1234567', 'SATELLITE'],
  ])('%s', (number, kind) => {
    expect(may(number, { OutboundCountries: ['*'] })).toBe('notAllowed')
    const others = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'SATELLITE']
    const OutboundNumberKinds = others.filter(each => each !== kind)
    expect(may(number, { OutboundCountries: ['*'], OutboundNumberKinds })).toBe('notAllowed')
    expect(may(number, { OutboundCountries: ['*'], OutboundNumberKinds: [kind] })).toBe('called')
    expect(may(number, { OutboundCountries: ['FR'], OutboundNumberKinds: [kind] })).toBe(
      'notAllowed',
    )
  })
})

test.each(['+12065550101', '+18005550100', '+1 (206) 555-0101'])(
  'ordinary numbers and free ones are called: %s',
  number => {
    expect(may(number, { OutboundCountries: ['US'] })).toBe('called')
  },
)

test('countries that share a code with an allowed one are not allowed with it', () => {
  const allowed = { OutboundCountries: ['US'] }
  // Jamaica and the Dominican Republic, with subscribers that there are and that there are not.
  expect(may('+18765551234', allowed)).toBe('notAllowed')
  expect(may('+18761001234', allowed)).toBe('notAllowed')
  expect(may('+18091001234', allowed)).toBe('notAllowed')
  expect(may('+12061001234', allowed)).toBe('called')
})

test.each(['', '112', '911', '+', 'nobody', '+1', '+1900', 'sip:a@b', '+0000000000', '2065550101'])(
  '%j is no number to call',
  text => {
    expect(may(text, { OutboundCountries: ['*'] })).toBe('invalid')
  },
)
