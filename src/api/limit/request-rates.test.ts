import { expect, test } from 'vitest'
import { Directory } from '../../core/directory/directory.ts'
import type { RequestRateDocument } from '../../core/directory/limits.ts'
import { RequestRates, rateId, TooOften } from './request-rates.ts'

function limited(...given: readonly Partial<RequestRateDocument>[]) {
  const directory = new Directory()
  const set = (each: Partial<RequestRateDocument>) => {
    const rate = { Operation: '*', Caller: '*', PerSecond: 2, Burst: 2, ...each }
    directory.put('request-rate', rateId(rate.Operation, rate.Caller), {
      Exception: 'TooManyRequestsException',
      ...rate,
    })
  }
  given.forEach(set)
  const rates = new RequestRates(directory)
  const call = (operation: string, caller: string, now: number) => {
    try {
      rates.use(operation, caller, now)
      return 'answered'
    } catch (error) {
      if (error instanceof TooOften) return error.name
      throw error
    }
  }
  return { call, rates, set }
}

const TOO_MANY = 'TooManyRequestsException'

test('without rates everybody may call as often as they like', () => {
  const { call, rates } = limited()
  for (let i = 0; i < 1000; i++) expect(call('ListQueues', 'crm', 0)).toBe('answered')
  expect(rates.refused).toBe(0)
})

test('so many calls at once, and then as many a second as the rate says', () => {
  const { call, rates } = limited({ Operation: 'ListQueues', PerSecond: 2, Burst: 3 })
  const at = (now: number) => call('ListQueues', 'crm', now)
  expect([at(0), at(0), at(0), at(0)]).toEqual(['answered', 'answered', 'answered', TOO_MANY])
  expect([at(499), at(500), at(500)]).toEqual([TOO_MANY, 'answered', TOO_MANY])
  // A pause fills the bucket, and no more than that.
  expect(
    [at(60_000), at(60_000), at(60_000), at(60_000)].filter(each => each === TOO_MANY),
  ).toEqual([TOO_MANY])
  expect(rates.refused).toBe(4)
  expect(call('DescribeQueue', 'crm', 500)).toBe('answered')
})

test('one caller does not use up what another may', () => {
  const { call } = limited({ PerSecond: 1, Burst: 1 })
  expect(call('ListQueues', 'a', 0)).toBe('answered')
  expect(call('ListQueues', 'a', 0)).toBe(TOO_MANY)
  expect(call('ListQueues', 'b', 0)).toBe('answered')
  expect(call('ListUsers', 'a', 0)).toBe('answered')
})

test('what is said of a caller holds before what is said of all', () => {
  const { call } = limited(
    { PerSecond: 1, Burst: 1 },
    { Operation: 'ListUsers', Burst: 2 },
    { Caller: 'crm', Burst: 3 },
    { Operation: 'ListUsers', Caller: 'crm', Burst: 4, Exception: 'ThrottlingException' },
  )
  const times = (operation: string, caller: string) => {
    let answered = 0
    while (call(operation, caller, 0) === 'answered') answered++
    return answered
  }
  expect(times('ListQueues', 'other')).toBe(1)
  expect(times('ListUsers', 'other')).toBe(2)
  expect(times('ListQueues', 'crm')).toBe(3)
  expect(times('ListUsers', 'crm')).toBe(4)
  expect(call('ListUsers', 'crm', 0)).toBe('ThrottlingException')
})

test('a rate that is changed holds at once', () => {
  const { call, set } = limited({ PerSecond: 0.01, Burst: 1 })
  expect([call('ListQueues', 'a', 0), call('ListQueues', 'a', 0)]).toEqual(['answered', TOO_MANY])
  set({ PerSecond: 1, Burst: 2 })
  expect([0, 0, 0].map(now => call('ListQueues', 'a', now))).toEqual([
    'answered',
    'answered',
    TOO_MANY,
  ])
})

test('of a program in a loop one refusal in ten seconds is written down', () => {
  const { rates } = limited({ PerSecond: 0.001, Burst: 1 })
  let told = 0
  for (let now = 0; now < 60_000; now += 100) {
    try {
      rates.use('ListQueues', 'a', now)
    } catch (error) {
      if (error instanceof TooOften && !error.isKnown) told++
    }
  }
  expect(told).toBe(6)
})
