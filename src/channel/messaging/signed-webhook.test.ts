import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MessagingChannel } from './messaging-adapter.ts'
import { signedWebhook } from './signed-webhook.ts'

const NOW = Date.UTC(2026, 10, 21)
const channel: MessagingChannel = {
  channelId: 'crm',
  provider: 'webhook',
  subtype: 'connect:SMS',
  addresses: ['+15550100'],
  url: 'https://crm.example.com/send',
  secret: 'at least sixteen characters',
  stopWords: true,
  chatMinutes: 60,
}
const hello = { type: 'message', id: 'm1', from: '+15557777', to: '+15550100', text: 'Hello?' }

/** As the guide says that it is signed. */
function signature(body: string, at: number, secret = channel.secret): string {
  const t = Math.floor(at / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

function called(said: unknown, header?: string) {
  const body = typeof said === 'string' ? said : JSON.stringify(said)
  const headers = { 'parley-signature': header ?? signature(body, NOW) }
  return signedWebhook.read({ headers, url: '', body, now: NOW }, channel)
}

test('who has the secret is heard, for five minutes', () => {
  expect(called(hello)).toEqual({ heard: [hello] })
  const body = JSON.stringify(hello)
  expect(called(hello, signature(body, NOW - 299_000))).toEqual({ heard: [hello] })
  const wrong = [
    signature(body, NOW - 301_000),
    signature(body, NOW + 301_000),
    signature(body, NOW, 'another secret of theirs'),
    signature(`${body} `, NOW),
    '',
    't=,v1=',
    `t=NaN,v1=${'0'.repeat(64)}`,
    '=,=,t,v1',
    '__proto__=1,t=1',
  ]
  for (const header of wrong) expect(called(hello, header)).toMatchObject({ status: 401 })
})

test('what makes no sense is refused in a sentence', () => {
  const wrong = [
    '[]',
    'null',
    'not JSON',
    {},
    { ...hello, type: 'shout' },
    { ...hello, id: 7 },
    { ...hello, id: 'x'.repeat(201) },
    { ...hello, from: '' },
    { ...hello, to: ['+15550100'] },
    { ...hello, text: '' },
    { ...hello, text: 'x'.repeat(16_385) },
    { type: 'read' },
  ]
  for (const said of wrong) {
    expect(called(said)).toMatchObject({ status: 400, problem: expect.stringMatching(/^`.*\.$/) })
  }
})

test('what is sent is signed in the same way, and the answer may name it', () => {
  const item = {
    itemId: 'i',
    at: NOW,
    kind: 'MESSAGE',
    contentType: 'text/plain',
    content: 'Hi',
    role: 'AGENT',
  } as const
  const line = { number: 1, contactId: 'c', item }
  const message = { id: 'i', conversationId: 'c', from: '+1', to: '+2', text: 'Hi', line }
  const [asked] = signedWebhook.requests(message, channel, NOW)
  expect(asked?.headers['parley-signature']).toBe(signature(asked?.body ?? '', NOW))
  expect(asked?.headers['idempotency-key']).toBe('i')
  expect(signedWebhook.outcome({ status: 200, body: '{"id": "p"}' })).toEqual({
    sent: { providerId: 'p' },
  })
  expect(signedWebhook.outcome({ status: 202, body: 'thanks' })).toEqual({ sent: {} })
  expect(signedWebhook.outcome({ status: 409, body: '' })).toEqual({ sent: {} })
})
