import { expect, test } from 'vitest'
import { chatRows, lastOfOurs } from './chat-rows.ts'
import { EMPTY_CONVERSATION, type Line } from './conversation.ts'
import { CONTENT } from './participant-protocol.ts'

test('messages of one person stand together, until somebody else speaks, time passes or a day begins', () => {
  const day = 24 * 60 * 60_000
  const lines = [
    line('1', 'customer', 0),
    line('2', 'customer', 1_000),
    line('3', 'agent', 2_000),
    line('4', 'agent', 10 * 60_000),
    line('5', 'agent', day),
  ]
  expect(draw(lines)).toEqual(['day 0', 'customer: 1', '2', 'us: 3', 'us: 4', 'day 1', 'us: 5'])
})

test('what happened shows as a line of its own, and what nobody needs to know does not', () => {
  const joined = {
    ...line('2', 'agent', 1_000),
    kind: 'event' as const,
    contentType: CONTENT.joined,
  }
  const typing = { ...joined, id: '3', contentType: CONTENT.typing }
  expect(draw([line('1', 'customer', 0), joined, typing, line('4', 'customer', 2_000)])).toEqual([
    'day 0',
    'customer: 1',
    'participant.joined',
    'customer: 4',
  ])
})

test('only the last thing we said tells how far it has come', () => {
  const lines = [line('1', 'agent', 0), line('2', 'agent', 1), line('3', 'customer', 2)]
  const conversation = { ...EMPTY_CONVERSATION, participantId: 'agent', lines }
  expect(lastOfOurs(conversation)).toEqual({ id: '2', how: 'sent' })
  const receipts = { '2': 'read' as const }
  expect(lastOfOurs({ ...conversation, receipts })).toEqual({ id: '2', how: 'read' })
})

function draw(lines: readonly Line[]): string[] {
  const dayOf = (at: number) => String(Math.floor(at / (24 * 60 * 60_000)))
  const rows = chatRows({ lines, participantId: 'agent' }, dayOf, name => name !== 'typing')
  return rows.map(row => {
    if (row.type === 'day') return row.id
    if (row.type === 'event') return row.event
    const who = row.isOurs ? 'us' : row.line.participantId
    return row.isFirst ? `${who}: ${row.line.content}` : row.line.content
  })
}

function line(content: string, participantId: string, at: number): Line {
  return {
    id: content,
    kind: 'message',
    contentType: CONTENT.plain,
    content,
    at,
    role: participantId === 'agent' ? 'AGENT' : 'CUSTOMER',
    participantId,
    displayName: undefined,
    contactId: 'c1',
    attachments: [],
    chunk: undefined,
  }
}
