import { Secret, type TOTP, URI } from 'otpauth'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { hashPassword } from '../io/password.ts'
import { secondFactorRoute, userSecondFactorRoute } from './second-factor-route.ts'
import { Sessions } from './sessions.ts'

let centre: TestCentre
let sessions: Sessions
let ask: Ask
let askOfUser: Ask

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
  centre = await TestCentre.open()
  const { view } = centre.centre
  sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  const world = { centre: view, sessions, submit }
  ask = asking(secondFactorRoute(world), sessions, centre)
  askOfUser = asking(userSecondFactorRoute(world), sessions, centre)
  const id = centre.user('agent1')
  const Password = await hashPassword('Right1234')
  centre.tell({ type: 'config.put', kind: 'credential', id, document: { UserId: id, Password } })
})
afterEach(() => {
  vi.useRealTimers()
})

/** agent1's app, set up as a person would by the picture. */
async function setUp(): Promise<TOTP> {
  const { json } = await ask('POST', '/api/second-factor', {}, 'agent1')
  const app = URI.parse(String(json.uri)) as TOTP
  const code = app.generate({ timestamp: Date.now() })
  const done = await ask(
    'POST',
    '/api/second-factor',
    { pending: json.pending ?? null, code, password: 'Right1234' },
    'agent1',
  )
  expect(done).toMatchObject({ status: 200, json: { enrolled: true } })
  vi.advanceTimersByTime(30_000)
  return app
}

const come = (code?: string, password = 'Right1234') =>
  sessions.signIn({ username: 'agent1', password, code }, '127.0.0.1')

test('nobody sets up an app for somebody else whose page was left open', async () => {
  const { json } = await ask('POST', '/api/second-factor', {}, 'agent1')
  const app = URI.parse(String(json.uri)) as TOTP
  const body = { pending: json.pending ?? null, code: app.generate({ timestamp: Date.now() }) }
  expect((await ask('POST', '/api/second-factor', body, 'agent1')).status).toBe(400)
  const guess = (password: string) =>
    ask('POST', '/api/second-factor', { ...body, password }, 'agent1')
  expect((await guess('Wrong1234')).status).toBe(403)
  expect(await come()).toEqual({ userId: centre.user('agent1') })
  for (let tries = 0; tries < 20; tries++) await guess(`Wrong${tries}`)
  expect((await guess('Right1234')).status, 'after too many guesses').toBe(429)
})

test('with an app set up, name and password are not enough, and each code is good once', async () => {
  expect(await come()).toEqual({ userId: centre.user('agent1') })
  const app = await setUp()
  expect(await come()).toEqual({ refused: 'code' })
  expect(await come('000000')).toEqual({ refused: 'wrong' })
  const code = app.generate({ timestamp: Date.now() })
  expect(await come(code, 'Wrong1234')).toEqual({ refused: 'wrong' })
  expect(await come(code)).toEqual({ userId: centre.user('agent1') })
  expect(await come(code), 'seen over the shoulder').toEqual({ refused: 'wrong' })
})

test('codes cannot be tried for ever', async () => {
  await setUp()
  for (let i = 0; i < 10; i++) await come('000000')
  expect(await come('000000')).toEqual({ refused: 'tooOften' })
})

test('a code of half a minute ago is good, one of two minutes ago is not', async () => {
  const app = await setUp()
  const code = app.generate({ timestamp: Date.now() })
  vi.advanceTimersByTime(120_000)
  expect(await come(code)).toEqual({ refused: 'wrong' })
  const later = app.generate({ timestamp: Date.now() })
  vi.advanceTimersByTime(30_000)
  expect(await come(later)).toEqual({ userId: centre.user('agent1') })
})

test('the app is taken away with a code of its own, or by somebody who may do as much', async () => {
  const app = await setUp()
  expect((await ask('DELETE', '/api/second-factor', { code: '000000' }, 'agent1')).status).toBe(400)
  expect(
    (await askOfUser('DELETE', `/api/users/${centre.user('agent1')}/second-factor`, {}, 'agent2'))
      .status,
  ).toBe(403)
  const code = app.generate({ timestamp: Date.now() })
  expect((await ask('DELETE', '/api/second-factor', { code }, 'agent1')).status).toBe(200)
  expect(await come()).toEqual({ userId: centre.user('agent1') })
  vi.advanceTimersByTime(30_000)
  await setUp()
  expect(
    (await askOfUser('DELETE', `/api/users/${centre.user('agent1')}/second-factor`)).status,
  ).toBe(200)
  expect(await come()).toEqual({ userId: centre.user('agent1') })
})

test('a secret of somebody else, or one that was made up, sets nothing up', async () => {
  const { json } = await ask('POST', '/api/second-factor', {}, 'agent2')
  const app = URI.parse(String(json.uri)) as TOTP
  const code = app.generate({ timestamp: Date.now() })
  for (const pending of [json.pending ?? null, 'AAAA', Secret.fromUTF8('x').base32]) {
    expect(
      (await ask('POST', '/api/second-factor', { pending, code, password: 'Right1234' }, 'agent1'))
        .status,
    ).toBe(400)
  }
  expect(await come()).toEqual({ userId: centre.user('agent1') })
})

test('who has only a session cannot try codes until one takes the app away', async () => {
  const app = await setUp()
  const remove = (code: string) => ask('DELETE', '/api/second-factor', { code }, 'agent1')
  for (let i = 0; i < 10; i++) expect((await remove('000000')).status).toBe(400)
  expect((await remove(app.generate({ timestamp: Date.now() }))).status).toBe(400)
  expect(await come()).toEqual({ refused: 'code' })
  vi.advanceTimersByTime(15 * 60_000)
  expect((await remove(app.generate({ timestamp: Date.now() }))).status).toBe(200)
})

test('a session is not made longer by asking about the second factor', async () => {
  expect((await ask('GET', '/api/second-factor', {}, 'agent1')).cookie).toBeUndefined()
  expect((await ask('POST', '/api/second-factor', {}, 'agent1')).cookie).toBeUndefined()
  const app = await setUp()
  expect((await ask('GET', '/api/second-factor', {}, 'agent1')).cookie).toBeUndefined()
  const code = app.generate({ timestamp: Date.now() })
  const gone = await ask('DELETE', '/api/second-factor', { code }, 'agent1')
  expect(gone.cookie, 'the others end, this one goes on').toContain('parley_session=')
})
