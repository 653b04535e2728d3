import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { Sessions } from './sessions.ts'
import { wallboardRoutes } from './wallboard-route.ts'

async function boards() {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const asked: string[] = []
  const world = {
    centre: view,
    sessions,
    clock: centre.clock,
    submit: async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input),
    figures: async (_: unknown, userId: string) => {
      asked.push(userId)
      return mayLook ? { at: 1, queues: [{ id: 'q', name: 'Sales', values: {} }] } : undefined
    },
  }
  let mayLook = true
  const [withToken, settings] = wallboardRoutes(world)
  if (!withToken || !settings) throw new Error('there are two routes')
  const ask = asking(settings, sessions, centre)
  const look = (token: string, path = '/api/wallboard') =>
    asking(withToken, sessions, centre)('GET', path, {}, 'agent1', {
      cookie: '',
      authorization: `Bearer ${token}`,
    })
  const made = await ask(
    'POST',
    '/api/wallboards',
    { name: 'Hall', rotateSeconds: 10 },
    'supervisor',
  )
  const path = `/api/wallboards/${made.json.id}`
  const forbid = () => {
    mayLook = false
  }
  return { ask, look, path, asked, forbid, supervisor: centre.user('supervisor') }
}

test('whoever has the link sees the numbers, in the name of whoever made it, and not the link', async () => {
  const { ask, look, path, asked, supervisor } = await boards()
  const { json } = await ask('POST', `${path}/link`, {}, 'supervisor')
  const seen = await look(String(json.token))
  expect(seen.status).toBe(200)
  expect(seen.json).toMatchObject({ name: 'Hall', queues: [{ name: 'Sales' }] })
  expect(asked).toEqual([supervisor])
  expect(seen.body).not.toContain(String(json.token))
  expect((await ask('GET', path, {}, 'supervisor')).body).not.toMatch(/token|hash/i)
})

test('a link ends when it is ended, when there is a new one, and when its maker may not look any more', async () => {
  const { ask, look, path, forbid } = await boards()
  const tokens: string[] = []
  for (let made = 0; made < 2; made++) {
    tokens.push(String((await ask('POST', `${path}/link`)).json.token))
  }
  const [first = '', second = ''] = tokens
  expect([(await look(first)).status, (await look(second)).status]).toEqual([401, 200])
  await ask('PUT', path, { name: 'Hall 2' })
  expect((await look(second)).json).toMatchObject({ name: 'Hall 2' })
  await ask('DELETE', `${path}/link`)
  expect((await look(second)).status).toBe(401)
  const third = String((await ask('POST', `${path}/link`)).json.token)
  forbid()
  expect((await look(third)).status).toBe(401)
})

test('no token, a wrong one or that of nothing opens no board', async () => {
  const { ask, look, path } = await boards()
  for (const token of ['', 'x', 'A'.repeat(43), '../..']) {
    expect((await look(token)).status, token).toBe(401)
  }
  expect((await ask('GET', path, {}, 'agent1')).status).toBe(403)
  expect((await ask('POST', `${path}/link`, {}, 'agent1')).status).toBe(403)
})

test('what makes no board is refused with a sentence', async () => {
  const { ask } = await boards()
  for (const wrong of [
    {},
    { name: '' },
    { name: 'Hall', queueIds: ['nowhere'] },
    { name: 'Hall', queueIds: 'all' },
    { name: 'Hall', rotateSeconds: -1 },
    { name: 'Hall', limits: { 'a b': {} } },
    { name: 'Hall', limits: 7 },
  ]) {
    expect((await ask('POST', '/api/wallboards', wrong)).status, JSON.stringify(wrong)).toBe(400)
  }
})
