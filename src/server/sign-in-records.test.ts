import { beforeEach, expect, test } from 'vitest'
import { minutes } from '../core/instant.ts'
import type { SignIn } from './sessions.ts'
import { SignInRecords, type UnwrittenSignIns } from './sign-in-records.ts'

let records: SignInRecords
let written: SignIn[]
let summaries: UnwrittenSignIns[]

beforeEach(() => {
  written = []
  summaries = []
  records = new SignInRecords({
    write: signIn => written.push(signIn),
    summarise: unwritten => summaries.push(unwritten),
  })
})

function madeUp(address: string, count: number, now: number): void {
  for (let nth = 0; nth < count; nth++) {
    records.signedIn({ username: `user${nth}`, address, outcome: 'wrong' }, now)
  }
}

test('made-up names of one address fill no disk: a few are written down, and how many the others were', () => {
  madeUp('198.51.100.7', 1000, 5)
  madeUp('203.0.113.9', 3, 6)
  expect(written).toHaveLength(13)
  expect(summaries).toEqual([])
  records.passed(minutes(1) + 5)
  const address = '198.51.100.7'
  expect(summaries).toEqual([{ address, count: 990, from: 5, until: minutes(1) + 5 }])
  madeUp(address, 1, minutes(2))
  expect(written).toHaveLength(14)
})

test('addresses of one IPv6 network count as one, and very many networks together are bounded', () => {
  for (let host = 0; host < 100; host++) madeUp(`2001:db8:1:2::${host.toString(16)}`, 1, 5)
  expect(written).toHaveLength(10)
  for (let net = 0; net < 5000; net++) madeUp(`2001:db8:${net.toString(16)}:3::1`, 1, 5)
  expect(written).toHaveLength(300)
  records.flush(10)
  expect(summaries.length).toBeLessThanOrEqual(1001)
  expect(summaries.reduce((sum, { count }) => sum + count, 0)).toBe(4800)
})

test('sign-ins of users are all written down, also between made-up names', () => {
  madeUp('::1', 50, 5)
  for (const outcome of ['wrong', 'ok'] as const) {
    records.signedIn({ username: 'ana', userId: 'u', address: '::1', outcome }, 5)
  }
  expect(written.filter(({ userId }) => userId === 'u')).toHaveLength(2)
})
