import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { ContactRow } from '../core/event.ts'
import type { KeptLine } from '../store/chat-store.ts'
import { contactTranscriptRoute } from './contact-transcript-route.ts'
import { Sessions } from './sessions.ts'

function line(number: number, contactId: string, content: string): KeptLine {
  const item = {
    itemId: `i${number}`,
    at: number,
    kind: 'MESSAGE',
    contentType: 'text/plain',
    content,
    role: 'CUSTOMER',
  } as KeptLine['item']
  return { number, conversationId: 'c1', contactId, item }
}

async function centreWithAChat() {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const lines = [line(1, 'c1', 'Hello'), line(2, 'c2', 'And now?'), line(3, 'c1', 'late')]
  const row = { contactId: 'c2', record: { InitialContactId: 'c1' } } as unknown as ContactRow
  const route = contactTranscriptRoute({
    centre: view,
    sessions,
    account: '000000000000',
    contacts: { get: async id => (id === 'c2' ? row : undefined) },
    chats: {
      lines: async (_, { after = 0 }) => lines.filter(({ number }) => number > after),
      receipts: async () => [],
    },
  })
  return asking(route, sessions, centre)
}

test('a supervisor reads what was written in one contact of a chat, and nothing of the others', async () => {
  const ask = await centreWithAChat()
  const answer = await ask('GET', '/api/contacts/c2/transcript', {}, 'supervisor')
  expect(answer.status).toBe(200)
  expect(answer.json.Transcript).toMatchObject([{ Id: 'i2', Content: 'And now?' }])
})

test('an agent may not read what others wrote, and what is not there is not found', async () => {
  const ask = await centreWithAChat()
  expect((await ask('GET', '/api/contacts/c2/transcript', {}, 'agent1')).status).toBe(403)
  expect((await ask('GET', '/api/contacts/c9/transcript')).status).toBe(404)
  expect((await ask('DELETE', '/api/contacts/c2/transcript')).status).toBe(405)
})
