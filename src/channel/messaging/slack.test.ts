import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MessagingChannel } from './messaging-adapter.ts'
import { slack } from './slack.ts'

const NOW = Date.UTC(2026, 10, 21)
const channel: MessagingChannel = {
  channelId: 'slack',
  provider: 'slack',
  subtype: 'connect:Slack',
  addresses: ['T1'],
  url: 'https://slack.example.com/api',
  secret: 'the signing secret',
  token: 'xoxb',
  stopWords: false,
  chatMinutes: 60,
}

function called(said: object, { at = NOW, secret = channel.secret } = {}) {
  const body = JSON.stringify(said)
  const seconds = String(at / 1000)
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  const headers = { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${hash}` }
  return slack.read({ headers, url: '', body, now: NOW }, channel)
}

const event = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'Hi' }
const message = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event }

test('a direct message is read when Slack signed it in these minutes', () => {
  expect(called(message)).toEqual({
    heard: [{ type: 'message', id: 'Ev1', from: 'D1', to: 'T1', text: 'Hi' }],
  })
  expect(called(message, { at: NOW - 600_000 })).toMatchObject({ status: 401 })
  expect(called(message, { secret: 'another' })).toMatchObject({ status: 401 })
})

test('Slack is shown that the address is ours', () => {
  expect(called({ type: 'url_verification', challenge: 'abc' })).toMatchObject({
    heard: [],
    answer: { contentType: 'text/plain', body: 'abc' },
  })
})

test('bots, changes and other channels are none of our business', () => {
  for (const other of [
    { bot_id: 'B1' },
    { subtype: 'message_changed' },
    { channel_type: 'channel' },
  ]) {
    expect(called({ ...message, event: { ...event, ...other } })).toEqual({ heard: [] })
  }
  expect(called({ ...message, event: 'nonsense' })).toEqual({ heard: [] })
  expect(called({ ...message, event_id: 7 })).toMatchObject({ status: 400 })
})

test('Slack says in a good answer what is bad', () => {
  const outcome = (body: object) => slack.outcome({ status: 200, body: JSON.stringify(body) })
  expect(outcome({ ok: true, ts: '1.2' })).toEqual({ sent: { providerId: '1.2' } })
  expect(outcome({ ok: false, error: 'channel_not_found' })).toHaveProperty('refused')
  expect(outcome({ ok: false, error: 'ratelimited' })).toHaveProperty('later')
  expect(slack.outcome({ status: 200, body: '<html>' })).toHaveProperty('later')
})
