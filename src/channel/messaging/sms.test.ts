import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MessagingChannel } from './messaging-adapter.ts'
import { sms } from './sms.ts'

const URL_CALLED = 'https://centre.example.com/api/messaging/sms/in'
const channel: MessagingChannel = {
  channelId: 'sms',
  callbackUrl: URL_CALLED,
  provider: 'sms',
  subtype: 'connect:SMS',
  addresses: ['+15550100'],
  url: 'https://provider.example.com',
  secret: 'token of the account',
  account: 'AC1',
  stopWords: true,
  chatMinutes: 60,
}
const outgoing = {
  id: '0f0e2f1c-7d3b-4a57-8f6e-6f4bb6a3e1d2',
  conversationId: 'c',
  from: '+15550100',
  to: '+15557777',
  line: {
    number: 1,
    contactId: 'c',
    item: { itemId: 'i', at: 0, kind: 'MESSAGE', contentType: 'text/plain', role: 'AGENT' },
  },
} as const

/** Signed as documented by the provider: the address, then each field and its value, sorted by name. */
function called(
  fields: Record<string, string>,
  { url = URL_CALLED, secret = channel.secret } = {},
) {
  const signed = Object.keys(fields)
    .sort((a, b) => (a < b ? -1 : 1))
    .reduce((text, name) => text + name + fields[name], url)
  const signature = createHmac('sha1', secret).update(signed).digest('base64')
  const body = new URLSearchParams(fields).toString()
  return sms.read({ headers: { 'x-twilio-signature': signature }, url, body, now: 0 }, channel)
}

const text = { MessageSid: 'SM1', From: '+15557777', To: '+15550100', Body: 'Hi & 你好' }

test('a text is read when the provider signed it, and not otherwise', () => {
  expect(called(text)).toMatchObject({
    heard: [{ type: 'message', id: 'SM1', from: '+15557777', to: '+15550100', text: 'Hi & 你好' }],
  })
  expect(called(text, { secret: 'another' })).toMatchObject({ status: 401 })
  const unsigned = { headers: {}, url: URL_CALLED, body: 'Body=Hi', now: 0 }
  expect(sms.read(unsigned, channel)).toMatchObject({ status: 401 })
})

test('pictures come as links', () => {
  const media = { NumMedia: '2', MediaUrl0: 'https://p/1', MediaUrl1: 'https://p/2', Body: '' }
  expect(called({ ...text, ...media })).toMatchObject({
    heard: [{ text: 'https://p/1\nhttps://p/2' }],
  })
})

test('what is signed and makes no sense is refused', () => {
  expect(called({ ...text, MessageSid: '' })).toMatchObject({ status: 400 })
  expect(called({ ...text, From: '' })).toMatchObject({ status: 400 })
  expect(called({ ...text, Body: '' })).toMatchObject({ status: 400 })
  expect(called({ ...text, Body: '', NumMedia: '1e9' })).toMatchObject({ status: 400 })
})

test('reports say which message of ours they are about', () => {
  const url = `${URL_CALLED}?item=${outgoing.id}`
  const reported = (MessageStatus: string) => called({ MessageSid: 'SM2', MessageStatus }, { url })
  const about = { type: 'report', itemId: outgoing.id, providerId: 'SM2' }
  expect(reported('delivered')).toMatchObject({ heard: [{ ...about, kind: 'delivered' }] })
  expect(reported('undelivered')).toMatchObject({ heard: [{ ...about, kind: 'failed' }] })
  expect(reported('queued')).toMatchObject({ heard: [] })
})

test('WhatsApp is the same with other addresses', () => {
  const from = { From: 'whatsapp:+15557777', To: 'whatsapp:+15550100', ProfileName: 'Cleo' }
  expect(called({ ...text, ...from })).toMatchObject({
    heard: [{ from: '+15557777', to: '+15550100', name: 'Cleo' }],
  })
  const whatsapp = { ...channel, subtype: 'connect:WhatsApp' }
  const [asked] = sms.requests({ ...outgoing, text: 'Hi' }, whatsapp, 0)
  expect(new URLSearchParams(asked?.body).get('To')).toBe('whatsapp:+15557777')
})

test('a long text goes in parts between words, and no character is cut', () => {
  const parts = (long: string) =>
    sms
      .requests({ ...outgoing, text: long }, channel, 0)
      .map(({ body }) => new URLSearchParams(body).get('Body') ?? '')
  const words = 'word '.repeat(700).trim()
  expect(parts(words).join(' ')).toBe(words)
  const faces = '😀'.repeat(1700)
  expect(parts(`a${faces}`).join('')).toBe(`a${faces}`)
  expect(Math.max(...parts(`a${faces}`).map(part => part.length))).toBeLessThanOrEqual(1600)
})

test('what the provider answers is sent, refused, or tried again', () => {
  expect(sms.outcome({ status: 201, body: '{"sid": "SM9"}' })).toEqual({
    sent: { providerId: 'SM9' },
  })
  expect(sms.outcome({ status: 400, body: 'no' })).toHaveProperty('refused')
  for (const status of [401, 404, 429, 500, 302]) {
    expect(sms.outcome({ status, body: '' })).toHaveProperty('later')
  }
})
