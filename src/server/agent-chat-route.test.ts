import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHAT_SECRET } from '../../test/support/api-centre.ts'
import { type ChatCentre, startChatCentre } from '../../test/support/chat-centre.ts'
import { publishWelcome, startChat } from '../../test/support/participant-person.ts'
import { Sessions } from './sessions.ts'

let centre: ChatCentre
let contactId: string

beforeEach(async () => {
  centre = await startChatCentre()
  centre.test.ready('agent1')
  contactId = (await startChat(centre, { ContactFlowId: publishWelcome(centre) })).contactId
})
afterEach(() => centre.close())

/** What an agent's page is answered. */
async function ask(
  username: string | undefined,
  body: object = { contactId },
  headers: Record<string, string> = {},
) {
  const sessions = new Sessions(CHAT_SECRET, centre.test.centre.view)
  const cookie = username === undefined ? '' : sessions.cookieFor(centre.test.user(username), false)
  const response = await fetch(`${centre.chatUrl}/api/agent/chat-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookie.split(';')[0] ?? '', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

test('an agent’s page gets a token for the chat once the agent has it', async () => {
  expect((await ask('agent1')).status).toBe(409)
  centre.test.does('agent1', 'accept')
  const { status, body } = await ask('agent1')
  expect(status).toBe(200)
  const who = centre.tokens.read('participant', body.participantToken ?? '', 0)
  expect(who).toMatchObject({ contactId, participantId: body.participantId })
  expect(Date.parse(body.expiry ?? '')).toBeGreaterThan(centre.test.clock.now())
})

test('nobody else does', async () => {
  centre.test.does('agent1', 'accept')
  expect((await ask(undefined)).status).toBe(401)
  expect((await ask('agent2')).status).toBe(404)
  expect((await ask('agent1', { contactId: 'another' })).status).toBe(404)
  expect((await ask('agent1', {})).status).toBe(400)
  expect((await ask('agent1', { contactId }, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await ask('agent1', { contactId }, { 'content-type': 'text/plain' })).status).toBe(403)
})
