import { beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { MessagingCentre } from '../../test/support/messaging-centre.ts'
import { messagingCallbackRoute, messagingSettingsRoute } from './messaging-route.ts'
import { Sessions } from './sessions.ts'

let centre: MessagingCentre
let ask: Ask

beforeEach(async () => {
  centre = await MessagingCentre.open()
  const { test: test_, messaging, store } = centre
  const { view } = test_.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<typeof test_.tell>[0]) => test_.tell(input)
  const origin = 'http://127.0.0.1:8080'
  const world = { clock: test_.clock, centre: view, sessions, origin, messaging, store, submit }
  const [callbacks, settings] = [messagingCallbackRoute(world), messagingSettingsRoute(world)]
  ask = asking(
    async (request, response) =>
      (await callbacks(request, response)) || settings(request, response),
    sessions,
    test_,
  )
})

const webhook = { provider: 'webhook', addresses: ['+15550111'], url: 'https://crm.example.com/in' }

test('a channel is made, shown without its secret, changed and deleted', async () => {
  const made = await ask('PUT', '/api/messaging/crm', { ...webhook, flow: 'From telephones' })
  expect(made.json).toMatchObject({
    name: 'crm',
    flow: centre.flowId,
    subtype: 'connect:SMS',
    callbackUrl: 'http://127.0.0.1:8080/api/messaging/crm/in',
  })
  const secret = String(made.json.secret)
  expect(secret).toHaveLength(43)
  expect((await ask('GET', '/api/messaging')).body).not.toContain(secret)
  const changed = await ask('PUT', '/api/messaging/crm', { ...webhook, stopWords: false })
  expect(changed.json).toMatchObject({ hasSecret: true, stopWords: false })
  expect(changed.json.secret).toBeUndefined()
  const kept = centre.test.centre.view.directory.get('messaging-channel', 'crm')
  expect(kept).toMatchObject({ secret })
  expect((await ask('DELETE', '/api/messaging/crm')).status).toBe(200)
  expect((await ask('GET', '/api/messaging/crm')).status).toBe(404)
})

test('what could not be sent is shown with the reason', async () => {
  centre.provider = () => ({ status: 422, body: 'landline' })
  await centre.writes('Hello?')
  expect((await ask('GET', '/api/messaging/phones')).json.failures).toMatchObject([
    {
      problem: 'The provider answered 422: landline',
      conversationId: centre.chat().conversationId,
    },
  ])
})

test('only administrators see or change who carries messages', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect((await ask(method, '/api/messaging/phones', webhook, 'agent1')).status).toBe(401)
  }
})

test('what cannot work is refused in a sentence', async () => {
  const refused: readonly (readonly [string, object])[] = [
    ['provider', { provider: 'pigeon' }],
    ['addresses', { addresses: [] }],
    ['addresses', { addresses: 'all' }],
    ['url', { url: 'http://crm.example.com' }],
    ['url', { url: 'https://me:word@crm.example.com' }],
    ['flow', { flow: 'No such flow' }],
    ['secret', { secret: 'short' }],
    ['subtype', { subtype: 'SMS' }],
    ['chatMinutes', { chatMinutes: 5 }],
    ['stopWords', { stopWords: 'no' }],
    ['token', { token: 'webhooks have none' }],
    ['account', { provider: 'sms' }],
    ['topic', { provider: 'topic' }],
    ['workspaces', { provider: 'slack', secret: 'x'.repeat(16), token: 't' }],
  ]
  for (const [word, change] of refused) {
    const answer = await ask('PUT', '/api/messaging/crm', { ...webhook, ...change })
    expect([answer.status, answer.json.title]).toEqual([400, expect.stringContaining(word)])
  }
  expect((await ask('PUT', '/api/messaging/NO', webhook)).status).toBe(400)
  const taken = await ask('PUT', '/api/messaging/crm', { ...webhook, addresses: ['+15550100'] })
  expect(taken.status).toBe(409)
})

test('who calls without a signature too often is not listened to for a minute', async () => {
  const statuses = new Set<number>()
  for (let call = 0; call < 61; call++) {
    statuses.add((await ask('POST', '/api/messaging/phones/in')).status)
  }
  expect([...statuses]).toEqual([401, 429])
  await centre.passes(60_000)
  expect((await ask('POST', '/api/messaging/phones/in')).status).toBe(401)
  expect((await ask('POST', '/api/messaging/nobody/in')).status).toBe(404)
  expect((await ask('GET', '/api/messaging/phones/in')).status).toBe(405)
})
