import { expect, test } from 'vitest'
import { type ChatItem, INTERACTIVE, readItem } from './chat-item.ts'
import type { OutboxEntry } from './outbox.ts'
import { type Row, rowsOf } from './rows.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { ja } from './texts/ja.ts'
import { languageFor, runsRightToLeft } from './texts.ts'
import { transcriptText } from './transcript-text.ts'

const CHOICE = JSON.stringify({
  templateType: 'QuickReply',
  data: { content: { title: 'Well?', elements: [{ title: 'Yes' }] } },
})

test('who speaks is named once, and each day is begun with its date', () => {
  const rows = shown([
    line('one', { AbsoluteTime: '2026-11-20T10:00:00.000Z' }),
    line('two', { AbsoluteTime: '2026-11-20T10:00:01.000Z' }),
    line('three', { AbsoluteTime: '2026-11-21T10:00:00.000Z' }),
  ])
  expect(rows.map(each => each.type)).toEqual(['day', 'message', 'message', 'day', 'message'])
  expect(names(rows)).toEqual(['Ana', undefined, 'Ana'])
})

test('comings and goings are told in words; the customer need not be told of their own', () => {
  const rows = shown([
    event('participant.joined', { ParticipantId: 'me', ParticipantRole: 'CUSTOMER' }),
    event('participant.joined'),
    event('message.read'),
    event('participant.left'),
    event('chat.ended'),
  ])
  expect(rows.flatMap(each => (each.type === 'note' ? each.text : []))).toEqual([
    'Ana has joined the chat.',
    'Ana has left the chat.',
    'The chat has ended.',
  ])
})

test('the end is told once, also when nobody said so', () => {
  const ends = (items: ChatItem[]) =>
    shown(items, { isOver: true }).filter(each => each.type === 'note')
  expect(ends([event('chat.ended')])).toHaveLength(1)
  expect(ends([])).toHaveLength(1)
})

test('only the last question can be answered, and only until it has been', () => {
  const asked = () => line(CHOICE, { ContentType: INTERACTIVE })
  const own = line('Yes', { ParticipantId: 'me', ParticipantRole: 'CUSTOMER' })
  const open = (items: ChatItem[], outbox: OutboxEntry[] = []) =>
    shown(items, { outbox }).map(each =>
      each.type === 'message' && each.body.type === 'question' ? each.body.isOpen : undefined,
    )
  expect(open([asked(), asked()])).toEqual([undefined, false, true])
  expect(open([asked(), own])).toEqual([undefined, false, undefined])
  expect(open([asked()], [waiting('Yes')])).toEqual([undefined, false, undefined])
})

test('what waits comes last and says so; a receipt is on the last message only', () => {
  const own = { ParticipantId: 'me', ParticipantRole: 'CUSTOMER' }
  const rows = shown([line('one', own), line('two', own)], { outbox: [waiting('three')] })
  expect(rows.flatMap(each => (each.type === 'message' ? each.state : []))).toEqual([
    'sent',
    'read',
    'waiting',
  ])
})

test('what is saved is text, line by line', () => {
  const rows = shown([line('<b>Hi</b>'), line('Yes', { ParticipantId: 'me' })])
  const saved = transcriptText('Shop', rows, { texts: en, tag: 'en-GB' })
  expect(saved).toMatch(/^Shop\r\n/)
  expect(saved).toMatch(/\] Ana: <b>Hi<\/b>\r\n/)
  expect(saved).toMatch(/\] You: Yes\r\n/)
})

test.each([undefined, 7, {}, { Type: 'OTHER' }])('what is not a line is not read as one', value => {
  expect(readItem(value)).toBeUndefined()
})

test('every language says everything', () => {
  for (const texts of [de, ja]) {
    expect(Object.keys(texts)).toEqual(Object.keys(en))
    expect(Object.values(texts).filter(each => each === '')).toEqual([])
  }
  expect(languageFor(['xx', 'de_AT', 'en']).texts).toBe(de)
  expect(languageFor(['xx']).texts).toBe(en)
  expect(['ar-EG', 'he', 'de', 'area'].map(runsRightToLeft)).toEqual([true, true, false, false])
})

let ids = 0

function line(Content: string, more: object = {}): ChatItem {
  return item({ Type: 'MESSAGE', ContentType: 'text/plain', Content, ...more })
}

function event(name: string, more: object = {}): ChatItem {
  const ContentType = `application/vnd.amazonaws.connect.event.${name}`
  return item({ Type: 'EVENT', ContentType, ...more })
}

function item(members: object): ChatItem {
  const read = readItem({
    Id: `item-${++ids}`,
    ParticipantId: 'ana',
    ParticipantRole: 'AGENT',
    DisplayName: 'Ana',
    AbsoluteTime: '2026-11-21T10:00:00.000Z',
    ...members,
  })
  if (!read) throw new Error('not a line')
  return read
}

function waiting(content: string): OutboxEntry {
  return { clientToken: content, contentType: 'text/plain', content, at: 0, state: 'waiting' }
}

function shown(
  items: readonly ChatItem[],
  more: { readonly outbox?: OutboxEntry[]; readonly isOver?: boolean } = {},
): readonly Row[] {
  return rowsOf({
    items,
    outbox: [],
    isOver: false,
    texts: en,
    systemName: 'System',
    hidesNames: false,
    isOwn: each => each.participantId === 'me',
    receiptOf: () => 'read',
    dayOf: at => at.slice(0, 10),
    ...more,
  })
}

function names(rows: readonly Row[]): (string | undefined)[] {
  return rows.flatMap(each => (each.type === 'message' ? [each.name] : []))
}
