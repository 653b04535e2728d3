import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import { hashPassword } from '../io/password.ts'
import { Sessions } from './sessions.ts'

const MINUTE = 60_000

let centre: TestCentre
let sessions: Sessions

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  centre = await TestCentre.open()
  sessions = new Sessions(Buffer.from('secret'), centre.centre.view)
})
afterEach(() => {
  vi.useRealTimers()
})

function set(document: object): void {
  centre.tell({
    type: 'config.put',
    kind: 'authentication-profile',
    id: 'default',
    document: {
      Name: 'Default',
      PeriodicSessionDuration: 60,
      MaxSessionDuration: 720,
      SessionInactivityDuration: 15,
      SessionInactivityHandlingEnabled: false,
      ...document,
    },
  })
}

const requestOf = (cookie: string, remoteAddress = '10.0.0.9') =>
  ({
    headers: { cookie: cookie.split(';')[0] },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage
const userOf = (cookie: string, address?: string) => sessions.userOf(requestOf(cookie, address))

test('a session ends after the time that the profile says', () => {
  set({ MaxSessionDuration: 360 })
  const cookie = sessions.cookieFor(centre.user('agent1'), false)
  vi.advanceTimersByTime(359 * MINUTE)
  expect(userOf(cookie)).toBe(centre.user('agent1'))
  vi.advanceTimersByTime(2 * MINUTE)
  expect(userOf(cookie)).toBeUndefined()
})

test('without a sign of life it ends earlier, where that is wanted', () => {
  set({ SessionInactivityHandlingEnabled: true })
  let cookie = sessions.cookieFor(centre.user('agent1'), false)
  for (let quarter = 0; quarter < 8; quarter++) {
    vi.advanceTimersByTime(14 * MINUTE)
    cookie = sessions.cookieAfter(requestOf(cookie), false) ?? ''
  }
  expect(userOf(cookie)).toBe(centre.user('agent1'))
  vi.advanceTimersByTime(16 * MINUTE)
  expect(userOf(cookie)).toBeUndefined()
  expect(sessions.cookieAfter(requestOf(cookie), false)).toBeUndefined()
})

test('signs of life do not make it longer than it may be', () => {
  set({ MaxSessionDuration: 360 })
  let cookie = sessions.cookieFor(centre.user('agent1'), false)
  for (let hour = 0; hour < 5; hour++) {
    vi.advanceTimersByTime(60 * MINUTE)
    cookie = sessions.cookieAfter(requestOf(cookie), false) ?? ''
  }
  vi.advanceTimersByTime(61 * MINUTE)
  expect(userOf(cookie)).toBeUndefined()
})

test('from an address that is not allowed nobody signs in, nor goes on', async () => {
  const id = centre.user('agent1')
  const Password = await hashPassword('Right1234')
  centre.tell({ type: 'config.put', kind: 'credential', id, document: { UserId: id, Password } })
  set({ AllowedIps: ['10.0.0.0/8'], BlockedIps: ['10.6.6.6'] })
  const from = (address: string) =>
    sessions.signIn({ username: 'agent1', password: 'Right1234' }, address)
  expect(await from('10.0.0.9')).toEqual({ userId: id })
  expect(await from('192.0.2.1')).toEqual({ refused: 'address' })
  expect(await from('10.6.6.6')).toEqual({ refused: 'address' })
  const cookie = sessions.cookieFor(id, false)
  expect(userOf(cookie, '10.0.0.9')).toBe(id)
  expect(userOf(cookie, '192.0.2.1'), 'a stolen cookie').toBeUndefined()
})

test('a new password ends the sessions that there are', async () => {
  const id = centre.user('agent1')
  const cookie = sessions.cookieFor(id, false)
  expect(userOf(cookie)).toBe(id)
  const Password = await hashPassword('Other1234')
  centre.tell({ type: 'config.put', kind: 'credential', id, document: { UserId: id, Password } })
  expect(userOf(cookie)).toBeUndefined()
})

test.each(['', 'x', 'a.b.c.d', 'agent1.99999999999999.1.AAAA'])(
  'a made-up cookie is nobody: %s',
  cookie => {
    expect(userOf(`parley_session=${cookie}`)).toBeUndefined()
  },
)

test('a link signs its user in once, for some minutes', () => {
  const id = centre.user('agent1')
  const { ticket } = sessions.linkTicket(id, 'first')
  expect(sessions.userOfLink(`${ticket}x`, '10.0.0.9')).toBeUndefined()
  expect(sessions.userOfLink(ticket, '10.0.0.9')).toBe(id)
  expect(sessions.userOfLink(ticket, '10.0.0.9'), 'seen in a history').toBeUndefined()
  const late = sessions.linkTicket(id, 'second').ticket
  vi.advanceTimersByTime(6 * MINUTE)
  expect(sessions.userOfLink(late, '10.0.0.9')).toBeUndefined()
})
