import { expect, test } from 'vitest'
import type { Member, NewLine } from '../../channel/chat/chat-port.ts'
import { ChatTokens } from '../../channel/chat/chat-tokens.ts'
import type { ChatView } from '../../core/centre-view.ts'
import type { ChatParticipant, ParticipantRole } from '../../core/contact/chat.ts'
import type { ApiRequest } from '../api-request.ts'
import { quickMessage } from './quick-message.ts'

const tokens = new ChatTokens(Buffer.from('secret'))
const who: Member = { conversationId: 'c', contactId: 'c', participantId: 'p' }
const bearer = tokens.passing('connection', who, 100)

function written(
  message: unknown,
  {
    request = {},
    chat = {},
    role = 'CUSTOMER',
    leftAt,
  }: {
    readonly request?: Partial<ApiRequest>
    readonly chat?: Partial<ChatView>
    readonly role?: ParticipantRole
    readonly leftAt?: number
  } = {},
): NewLine | undefined {
  const participant = { participantId: 'p', role, ...(leftAt !== undefined && { leftAt }) }
  const participants = [participant as ChatParticipant]
  const view = { isOpen: true, contentTypes: ['text/markdown'], participants, ...chat } as ChatView
  let line: NewLine | undefined
  quickMessage(
    {
      now: () => 50,
      tokens,
      centre: { conversation: id => (id === 'c' ? view : undefined) },
      chat: {
        post: async (_who, posted) => {
          line = posted
          return { itemId: 'i', at: 50 }
        },
      },
    },
    {
      method: 'POST',
      rawPath: '/participant/message',
      query: '',
      headers: { 'x-amz-bearer': bearer },
      body: Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)),
      ...request,
    },
  )
  return line
}

const hello = { ContentType: 'text/plain', Content: 'Hello', ClientToken: 't' }

test('what is not sent as JSON goes the general way', () => {
  const headers = { 'x-amz-bearer': bearer, 'content-type': 'text/plain' }
  expect(written(hello, { request: { headers } })).toBeUndefined()
})

test('a body that others would read otherwise goes the general way, which refuses it', () => {
  expect(
    written('{"ContentType":"text/plain","Content":"Yes","C\\u006fntent":"No"}'),
    'a member twice',
  ).toBeUndefined()
  const latin = Buffer.from('{"ContentType":"text/plain","Content":"Gr\u00fcezi"}', 'latin1')
  expect(written('', { request: { body: latin } }), 'not UTF-8').toBeUndefined()
})

test('a short text goes to the chat at once, as it was written', () => {
  expect(written(hello)).toEqual({ contentType: 'text/plain', content: 'Hello', clientToken: 't' })
  expect(written({ ContentType: 'text/markdown', Content: '*é* 👍' }, { role: 'AGENT' })).toEqual({
    contentType: 'text/markdown',
    content: '*é* 👍',
  })
})

test('whatever anything speaks against is not written here', () => {
  const refused = [
    written('{'),
    written('null'),
    written('[]'),
    written({}),
    written({ ...hello, Content: '' }),
    written({ ...hello, Content: 5 }),
    written({ ...hello, Content: 'x'.repeat(1025) }),
    written({ ...hello, ContentType: 'application/json', Content: '{}' }),
    written({ ...hello, ContentType: 'toString' }),
    written({ ...hello, ClientToken: 5 }),
    written({ ...hello, ClientToken: 'x'.repeat(501) }),
    written(hello, { chat: { isOpen: false } }),
    written(hello, { chat: { participants: [] } }),
    written({ ...hello, ContentType: 'text/markdown' }, { chat: { contentTypes: [] } }),
    written(hello, { leftAt: 10 }),
    written(hello, { role: 'SUPERVISOR' }),
    written(hello, { role: 'CUSTOM_BOT' }),
    written(hello, { request: { method: 'PUT' } }),
    written(hello, { request: { rawPath: '/participant/event' } }),
    ...[
      undefined,
      [bearer],
      `${bearer}x`,
      tokens.participant(who),
      tokens.passing('connection', who, 50),
      tokens.passing('connection', { ...who, conversationId: 'another' }, 100),
    ].map(value => written(hello, { request: { headers: { 'x-amz-bearer': value } } })),
  ]
  expect(refused.filter(line => line !== undefined)).toEqual([])
})
