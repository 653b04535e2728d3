import { expect, test } from 'vitest'
import { readSinkSettings, shownSink } from './sink-settings.ts'

const world = { former: undefined, now: 5, newSecret: () => 'a secret that was made' }
const read = (asked: Record<string, unknown>) => readSinkSettings(asked, world)
const url = 'https://crm.example.com/hook'

test('little needs to be said: all kinds, from now on, with a secret that is made', () => {
  const kinds = ['contact-record', 'contact-event', 'agent-event', 'rule-event']
  expect(read({ type: 'webhook', url })).toEqual({
    type: 'webhook',
    url,
    secret: 'a secret that was made',
    kinds,
    since: 5,
  })
  expect(read({ type: 'file' })).toEqual({ type: 'file', keepDays: 0, kinds, since: 5 })
  expect(read({ type: 'nats' })).toEqual({
    type: 'nats',
    subject: 'parley',
    stream: 'PARLEY',
    kinds,
    since: 5,
  })
})

test('a webhook that is changed keeps its secret and its beginning', () => {
  const former = read({ type: 'webhook', url, secret: 'sixteen letters!' })
  if (typeof former === 'string') throw new Error(former)
  const changed = readSinkSettings(
    { type: 'webhook', url: `${url}2`, kinds: ['agent-event'] },
    { ...world, former, now: 99 },
  )
  expect(changed).toMatchObject({ secret: 'sixteen letters!', since: 5, kinds: ['agent-event'] })
})

test('secrets are not shown', () => {
  const webhook = read({ type: 'webhook', url, secret: 'sixteen letters!' })
  const nats = read({ type: 'nats', url: 'nats://me:word@host:4222' })
  if (typeof webhook === 'string' || typeof nats === 'string') throw new Error('refused')
  expect(JSON.stringify(shownSink(webhook))).not.toContain('sixteen')
  expect(shownSink(webhook)).toMatchObject({ url, hasSecret: true })
  expect(JSON.stringify(shownSink(nats))).not.toMatch(/me|word/)
})

test('what is wrong is said in a sentence', () => {
  const wrong: readonly (readonly [Record<string, unknown>, RegExp])[] = [
    [{}, /`type` must be/],
    [{ type: 'constructor' }, /`type` must be/],
    [{ type: 'file', url }, /has no `url`/],
    [{ type: 'file', keepDays: -1 }, /`keepDays`/],
    [{ type: 'file', kinds: [] }, /`kinds`/],
    [{ type: 'file', kinds: ['contact'] }, /`kinds`/],
    [{ type: 'file', since: 'soon' }, /`since`/],
    [{ type: 'webhook' }, /`url`/],
    [{ type: 'webhook', url: 'http://crm.example.com/' }, /this machine only/],
    [{ type: 'webhook', url: 'file:///etc/passwd' }, /`url`/],
    [{ type: 'webhook', url: 'https://me:word@crm.example.com/' }, /must not name a user/],
    [{ type: 'webhook', url, secret: 'short' }, /`secret`/],
    [{ type: 'nats', url: 'https://host' }, /`url`/],
    [{ type: 'nats', subject: 'a b' }, /`subject`/],
    [{ type: 'nats', stream: '>' }, /`stream`/],
    [{ type: 'kinesis' }, /`streamArn`/],
    [{ type: 'kinesis', streamArn: 'arn:aws:s3:::bucket' }, /`streamArn`/],
  ]
  for (const [asked, sentence] of wrong) expect(read(asked)).toMatch(sentence)
  expect(read({ type: 'webhook', url: 'http://127.0.0.1:3000/hook' })).toMatchObject({})
})
