import { beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { signedJwt } from '../../test/support/signed-jwt.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { JsonObject } from '../core/json.ts'
import { Sessions } from './sessions.ts'
import { widgetRoute } from './widget-route.ts'
import { widgetSettingsRoute } from './widget-settings-route.ts'

const SHOP = 'https://shop.example'
const FLOW = 'Sample chat flow'

let centre: TestCentre
let admin: Ask
let customer: Ask
/** What StartChatContact is asked. */
let started: JsonObject[]

beforeEach(async () => {
  centre = await TestCentre.open()
  started = []
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  admin = asking(widgetSettingsRoute({ centre: view, sessions, submit }), sessions, centre)
  const route = widgetRoute({
    clock: centre.clock,
    centre: view,
    webFolder: '/nowhere',
    startChat: async (_, body) => {
      started.push(body as JsonObject)
      return { status: 200, headers: {}, body: '{"ContactId":"c","ParticipantToken":"t"}' }
    },
  })
  customer = asking(route, sessions, centre)
})

test('a widget is made, changed, shown without its secret and deleted', async () => {
  const made = await admin('POST', '/api/widgets', {
    name: 'Shop',
    flow: FLOW,
    requiresToken: true,
  })
  expect(made.status).toBe(200)
  const { id, secret } = made.json
  expect(String(secret)).toHaveLength(44)
  const path = `/api/widgets/${id}`
  const changed = await admin('PUT', path, { origins: [SHOP], theme: { primary: '#123' } })
  expect(changed.json).toMatchObject({ name: 'Shop', origins: [SHOP], hasSecret: true })
  expect((await admin('GET', '/api/widgets')).body).not.toContain(secret)
  const other = await admin('PUT', path, { newSecret: true })
  expect(other.json.secret).not.toBe(secret)
  expect((await admin('DELETE', path)).status).toBe(200)
  expect((await admin('GET', path)).status).toBe(404)
})

test.each([
  [{}],
  [{ name: 'x' }],
  [{ name: 'x', flow: 'No such flow' }],
  [{ name: 'x', flow: 'Default customer hold' }],
  [{ name: 7, flow: FLOW }],
  [{ name: 'x', flow: FLOW, colour: 'red' }],
  [{ name: 'x', flow: FLOW, origins: 'https://a.example' }],
  [{ name: 'x', flow: FLOW, origins: ['a.example'] }],
  [{ name: 'x', flow: FLOW, origins: ['https://a.example/'] }],
  [{ name: 'x', flow: FLOW, requiresToken: 'yes' }],
  [{ name: 'x', flow: FLOW, theme: { colour: 'red' } }],
  [{ name: 'x', flow: FLOW, texts: { title: 7 } }],
  [{ name: 'x', flow: FLOW, features: { callNumber: '0800' } }],
  [{ name: 'x', flow: FLOW, features: [] }],
  [{ name: 'x', flow: FLOW, language: '../de' }],
  [{ name: 'x', flow: FLOW, startsPerMinute: { perAddress: 0 } }],
])('a widget that is wrong is refused in words and not made: %j', async settings => {
  const answer = await admin('POST', '/api/widgets', settings)
  expect(answer).toMatchObject({ status: 400, json: { title: expect.stringMatching(/\.$/) } })
  expect((await admin('GET', '/api/widgets')).json.widgets).toHaveLength(1)
})

test('only administrators see or change widgets', async () => {
  for (const method of ['GET', 'POST']) {
    expect((await admin(method, '/api/widgets', {}, 'agent1')).status).toBe(401)
  }
})

test('a chat begins on pages that the widget is for, with what the page says of the customer', async () => {
  const id = await made()
  const answer = await start(id, {
    ParticipantDetails: { DisplayName: 'Cleo' },
    ContactFlowId: 'another',
    Attributes: { order: '42' },
    SupportedMessagingContentTypes: ['text/plain', 'text/markdown'],
  })
  expect(answer.json).toEqual({
    data: {
      startChatResult: { ContactId: 'c', ParticipantToken: 't' },
      featurePermissions: { ATTACHMENTS: true, MESSAGING_MARKDOWN: true },
    },
  })
  expect(started).toMatchObject([
    {
      ContactFlowId: centre.id('contact-flow', FLOW),
      ParticipantDetails: { DisplayName: 'Cleo' },
      Attributes: { 'HostedWidget-order': '42' },
    },
  ])
})

test('other pages, and programs that are no page, begin none', async () => {
  const id = await made()
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
    expect((await start(id, {}, headers)).status).toBe(403)
  }
  expect((await start('nothing', {})).status).toBe(404)
  expect(started).toEqual([])
})

test('what a token says wins over what the page says, and the page alone cannot say it', async () => {
  const { json } = await admin('POST', '/api/widgets', {
    name: 'Bank',
    flow: FLOW,
    origins: [SHOP],
    requiresToken: true,
  })
  const id = String(json.id)
  const iat = centre.clock.now() / 1000
  const claims = { iat, exp: iat + 60, attributes: { customer: '7' }, customerId: '7' }
  const token = (sub: string) => signedJwt({ sub, ...claims }, { secret: String(json.secret) })
  const as = (each: string) => ({ origin: SHOP, 'x-amz-security-token': each })
  expect((await start(id, {})).status).toBe(403)
  expect((await start(id, {}, as(token('other')))).status).toBe(403)
  expect((await start(id, { Attributes: { customer: '8' } }, as(token(id)))).status).toBe(400)
  expect((await start(id, {}, as(token(id)))).status).toBe(200)
  expect(started).toMatchObject([{ Attributes: { 'HostedWidget-customer': '7' }, CustomerId: '7' }])
})

test('nobody goes on with the chat of another by knowing its id', async () => {
  const PersistentChat = { SourceContactId: 'c', RehydrationType: 'ENTIRE_PAST_SESSION' }
  expect((await start(await made(), { PersistentChat })).status).toBe(400)
})

test('too many chats from one address are refused for a while', async () => {
  const id = await made({ startsPerMinute: { perAddress: 2 } })
  const statuses: number[] = []
  for (let count = 0; count < 3; count++) statuses.push((await start(id, {})).status)
  expect(statuses).toEqual([200, 200, 429])
  centre.clock.advance(30_000)
  expect((await start(id, {})).status).toBe(200)
})

test('everybody may know what a widget looks like, and nothing that is secret', async () => {
  const id = await made({ requiresToken: true, texts: { title: 'Ask us' } })
  const { status, json } = await customer('GET', `/connectwidget/api/${id}`, {}, 'admin', {
    origin: SHOP,
  })
  expect(status).toBe(200)
  const known = ['features', 'id', 'name', 'requiresToken', 'texts', 'theme']
  expect(new Set(Object.keys(json))).toEqual(new Set(known))
})

async function made(settings: JsonObject = {}): Promise<string> {
  const asked = { name: 'Shop', flow: FLOW, origins: [SHOP], ...settings }
  return String((await admin('POST', '/api/widgets', asked)).json.id)
}

function start(id: string, body: JsonObject, headers: Record<string, string> = { origin: SHOP }) {
  return customer('POST', `/connectwidget/api/${id}/start`, body, 'admin', headers)
}
