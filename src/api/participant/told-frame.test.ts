import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatTold } from '../../channel/chat/chat-port.ts'
import { toldFrame } from './told-frame.ts'
import { showTold } from './told-item.ts'

type Told = Exclude<ChatTold, { type: 'over' }>

/** What the client reads of it. */
function heard(told: Told): unknown {
  const frame = toldFrame(told)
  const start = (frame[1] ?? 0) < 126 ? 2 : 4
  const text = Buffer.from(frame.subarray(start)).toString('utf8')
  const { topic, contentType, content } = JSON.parse(text)
  return { topic, contentType, content }
}

function shown(told: Told): unknown {
  const content = JSON.stringify(showTold(told))
  return { topic: 'aws/chat', contentType: 'application/json', content }
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
const line = fc.record(
  {
    itemId: text,
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    kind: fc.constantFrom('MESSAGE' as const, 'EVENT' as const),
    contentType: text,
    role: fc.constantFrom('CUSTOMER' as const, 'AGENT' as const, 'SYSTEM' as const),
    content: text,
    participantId: text,
    displayName: text,
  },
  { requiredKeys: ['itemId', 'at', 'kind', 'contentType', 'role'] },
)

test('a line over a socket is what a transcript shows of it, whatever was written', () => {
  fc.assert(
    fc.property(line, text, (item, contactId) => {
      const told: Told = {
        type: 'line',
        conversationId: 'c',
        line: { number: 1, contactId, item },
      }
      expect(heard(told)).toEqual(shown(told))
    }),
  )
})

test('files and receipts are told as well', () => {
  const file = { attachmentId: 'f', name: 'a "b".pdf', contentType: 'application/pdf' }
  const attachments = [{ ...file, status: 'APPROVED' as const }]
  const told: Told[] = [
    {
      type: 'line',
      conversationId: 'c',
      line: {
        number: 1,
        contactId: 'c',
        item: {
          itemId: 'i',
          at: 0,
          kind: 'ATTACHMENT',
          contentType: 'application/pdf',
          role: 'AGENT',
          attachments,
        },
      },
    },
    {
      type: 'receipt',
      conversationId: 'c',
      contactId: 'c',
      itemId: 'i',
      receipt: { participantId: 'p', readAt: 1 },
    },
  ]
  for (const each of told) expect(heard(each)).toEqual(shown(each))
})
