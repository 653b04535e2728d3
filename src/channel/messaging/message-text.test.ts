import { expect, test } from 'vitest'
import type { ChatItem } from '../../core/contact/chat.ts'
import { chosen, INTERACTIVE, readableText } from './message-text.ts'

function shown(template: unknown): string | undefined {
  const item: ChatItem = {
    itemId: 'i',
    at: 0,
    kind: 'MESSAGE',
    role: 'SYSTEM',
    contentType: INTERACTIVE,
    content: typeof template === 'string' ? template : JSON.stringify(template),
  }
  return readableText(item, [])
}

const times = {
  templateType: 'TimePicker',
  data: {
    content: {
      title: 'When?',
      timeslots: [
        { date: '2026-11-23T09:00+01:00', duration: 60 },
        { date: '2026-11-23T10:00+01:00' },
      ],
    },
  },
}

test('times are numbered, and a number means the time', () => {
  expect(shown(times)).toBe('When?\n1. 2026-11-23 09:00+01:00\n2. 2026-11-23 10:00+01:00')
  expect(chosen(JSON.stringify(times), '2')).toBe('2026-11-23T10:00+01:00')
  expect(chosen(JSON.stringify(times), '3')).toBeUndefined()
  expect(chosen(JSON.stringify(times), 'two')).toBeUndefined()
})

test('what a carousel holds is numbered through', () => {
  const card = (title: string, ...elements: string[]) => ({
    templateType: 'Panel',
    data: { content: { title, elements: elements.map(each => ({ title: each })) } },
  })
  const carousel = {
    templateType: 'Carousel',
    data: {
      content: { title: 'Flats', elements: [card('A', 'See', 'Rent'), card('B', 'See it')] },
    },
  }
  expect(shown(carousel)).toBe('Flats\n1. See\n2. Rent\n3. See it')
})

test('forms, events and what makes no sense are nothing to read', () => {
  expect(
    shown({ templateType: 'ViewResource', data: { content: { viewId: 'v' } } }),
  ).toBeUndefined()
  for (const nonsense of [
    '',
    '[]',
    'null',
    '{"data": 7}',
    '{"data": {"content": {"elements": [1, null]}}}',
  ]) {
    expect(shown(nonsense)).toBeUndefined()
  }
  const event = { itemId: 'i', at: 0, kind: 'EVENT', role: 'AGENT', contentType: 'x' } as const
  expect(readableText(event, [])).toBeUndefined()
})

test('files are links', () => {
  const file = {
    itemId: 'i',
    at: 0,
    kind: 'ATTACHMENT',
    role: 'AGENT',
    contentType: 'application/pdf',
  } as const
  expect(readableText(file, ['bill.pdf: https://x'])).toBe('bill.pdf: https://x')
})
