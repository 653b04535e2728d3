import { expect, test } from 'vitest'
import { ChatTokens } from './chat-tokens.ts'

const tokens = new ChatTokens(Buffer.from('secret'))
const member = { conversationId: 'c1', contactId: 'c2', participantId: 'p' }

test('a token says whose it is', () => {
  expect(tokens.read('participant', tokens.participant(member), 1e15)).toEqual(member)
  expect(tokens.read('connection', tokens.passing('connection', member, 20), 19)).toEqual(member)
})

test('a token that has expired, or is for something else, is nobody’s', () => {
  const connection = tokens.passing('connection', member, 20)
  expect(tokens.read('connection', connection, 20)).toBeUndefined()
  expect(tokens.read('participant', connection, 0)).toBeUndefined()
  expect(tokens.read('connection', tokens.participant(member), 0)).toBeUndefined()
  expect(tokens.read('socket', connection, 0)).toBeUndefined()
})

test('a token of another instance, one that was changed, and anything else is nobody’s', () => {
  const token = tokens.participant(member)
  const [body = '', signature = ''] = token.split('.')
  const other = Buffer.from(JSON.stringify(['participant', 'c1', 'c2', 'q'])).toString('base64url')
  const forged = [
    new ChatTokens(Buffer.from('other')).participant(member),
    `${other}.${signature}`,
    `${body}.`,
    body,
    `${token}.`,
    `${token}x`,
    '',
    '.',
    '..',
    '💬',
    'x'.repeat(1_000_000),
  ]
  for (const each of forged) expect(tokens.read('participant', each, 0)).toBeUndefined()
})
