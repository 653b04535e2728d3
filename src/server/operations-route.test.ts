import { beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { operationsRoute } from './operations-route.ts'
import { passwordRoute } from './password-route.ts'
import { referencesRoute } from './references-route.ts'
import { Sessions } from './sessions.ts'

let centre: TestCentre
let ask: Ask
let askPassword: Ask
let askReferences: Ask
let queue: string

beforeEach(async () => {
  centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  const world = { clock: centre.clock, centre: view, sessions, submit }
  ask = asking(operationsRoute(world), sessions, centre)
  askPassword = asking(passwordRoute(world), sessions, centre)
  askReferences = asking(referencesRoute(world), sessions, centre)
  queue = view.directory.named('queue', 'BasicQueue')?.id ?? ''
})

test('a supervisor closes a queue for a while, opens it, and the log says who did', async () => {
  const until = centre.clock.now() + 60_000
  const path = `/api/operations/queue/${queue}`
  const closed = await ask('PUT', path, { closed: true, message: ' Snow. ', until }, 'supervisor')
  expect(closed.json).toMatchObject({
    name: 'BasicQueue',
    now: { by: 'supervisor', closed: true, message: 'Snow.', until },
  })
  const opened = await ask('DELETE', path)
  expect(opened.json.now).toBeUndefined()
  const { json } = await ask('GET', '/api/operations')
  expect(json.log).toMatchObject([
    { by: 'admin', closed: false, name: 'BasicQueue' },
    { by: 'supervisor', closed: true },
  ])
})

test('who may not close queues changes nothing, nor does a wrong wish', async () => {
  const path = `/api/operations/queue/${queue}`
  expect((await ask('PUT', path, { closed: true }, 'agent1')).status).toBe(403)
  expect((await ask('GET', '/api/operations', {}, 'agent1')).status).toBe(403)
  expect((await ask('PUT', path, { closed: 'yes' })).status).toBe(400)
  expect((await ask('PUT', path, { until: 5 })).status).toBe(400)
  expect((await ask('PUT', path, { message: 'x'.repeat(1001) })).status).toBe(400)
  expect((await ask('PUT', path, { shut: true })).status).toBe(400)
  expect((await ask('PUT', '/api/operations/queue/nowhere', {})).status).toBe(404)
  expect((await ask('PUT', '/api/operations/agent/x', {})).status).toBe(404)
  expect(JSON.stringify((await ask('GET', '/api/operations')).json.log)).toBe('[]')
})

test('what refers to a queue is told before it is deleted', async () => {
  const { json } = await askReferences('GET', `/api/references/queue/${queue}`)
  expect(json.references).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'routing-profile', blocks: true }),
      expect.objectContaining({ kind: 'contact-flow', name: 'Sample inbound flow', blocks: false }),
    ]),
  )
  expect((await askReferences('GET', '/api/references/credential/x')).status).toBe(404)
  expect((await askReferences('GET', `/api/references/queue/${queue}`, {}, 'agent1')).status).toBe(
    403,
  )
})

test('a password is reset by who may do at least as much as the user', async () => {
  const path = (name: string) => `/api/users/${centre.user(name)}/password`
  const reset = await askPassword('PUT', path('agent1'), {}, 'supervisor')
  expect(String(reset.json.password)).toHaveLength(16)
  expect((await askPassword('PUT', path('admin'), {}, 'supervisor')).status).toBe(403)
  expect((await askPassword('PUT', path('admin'), {}, 'agent1')).status).toBe(403)
  expect((await askPassword('PUT', path('agent1'), { password: 'short' })).status).toBe(400)
})

test('an administrator resets every password, also with a profile from before there were some permissions', async () => {
  const id = centre.id('security-profile', 'Admin')
  centre.change('security-profile', id, { Permissions: ['Users.View', 'Users.Edit'] })
  const path = (name: string) => `/api/users/${centre.user(name)}/password`
  expect((await askPassword('PUT', path('supervisor'))).status).toBe(200)
  const profile = centre.id('security-profile', 'Agent')
  centre.change('security-profile', profile, { Permissions: ['Users.View', 'Users.Edit'] })
  expect((await askPassword('PUT', path('admin'), {}, 'agent1')).status).toBe(403)
})

test('who may see some users and queues only changes nothing of others', async () => {
  const profile = centre.id('security-profile', 'CallCenterManager')
  centre.change('security-profile', profile, {
    AllowedAccessControlTags: { team: 'sales' },
    TagRestrictedResources: ['User', 'Queue'],
  })
  const password = `/api/users/${centre.user('agent1')}/password`
  const close = `/api/operations/queue/${queue}`
  const references = `/api/references/queue/${queue}`
  expect((await askPassword('PUT', password, {}, 'supervisor')).status).toBe(404)
  expect((await ask('PUT', close, { closed: true }, 'supervisor')).status).toBe(404)
  expect((await askReferences('GET', references, {}, 'supervisor')).status).toBe(404)
  await ask('PUT', close, { closed: true })
  expect((await ask('GET', '/api/operations', {}, 'supervisor')).body).not.toContain(queue)
  centre.change('agent', centre.user('agent1'), { Tags: { team: 'sales' } })
  centre.change('queue', queue, { Tags: { team: 'sales' } })
  expect((await askPassword('PUT', password, {}, 'supervisor')).status).toBe(200)
  expect((await ask('DELETE', close, {}, 'supervisor')).status).toBe(200)
  expect((await askReferences('GET', references, {}, 'supervisor')).status).toBe(200)
})
