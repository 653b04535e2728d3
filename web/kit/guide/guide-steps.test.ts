import { expect, test } from 'vitest'
import type { Line } from '../chat/conversation.ts'
import { CONTENT } from '../chat/participant-protocol.ts'
import { guideSteps } from './guide-steps.ts'

const VIEW = JSON.stringify({
  templateType: 'ViewResource',
  data: { content: { viewToken: 't1', viewData: { Heading: 'Order' } } },
})

function line(id: string, contentType: string, content: string, participantId = 'flow'): Line {
  return {
    id,
    kind: 'message',
    contentType,
    content,
    at: 0,
    role: participantId === 'me' ? 'CUSTOMER' : 'SYSTEM',
    participantId,
    displayName: undefined,
    contactId: 'g1',
    attachments: [],
    chunk: undefined,
  }
}

function steps(lines: readonly Line[], more: object = {}) {
  const state = { lines, outbox: [], participantId: 'me', link: 'open' as const, ...more }
  return guideSteps(state).map(each => each.type)
}

test('what the guide says stays, and the view at its end can be filled in', () => {
  const lines = [
    line('1', CONTENT.plain, 'Greet the customer.'),
    line('2', CONTENT.interactive, VIEW),
  ]
  expect(steps(lines)).toEqual(['text', 'view'])
})

test('a view that was answered is gone, and what was chosen is there', () => {
  const answer = JSON.stringify({ templateType: 'ViewResource', action: 'Submit', data: {} })
  const lines = [
    line('1', CONTENT.interactive, VIEW),
    line('2', CONTENT.interactiveResponse, answer, 'me'),
  ]
  expect(steps(lines)).toEqual(['answered'])
})

test('nothing is answered twice: not while the answer is on its way, and not after the end', () => {
  const lines = [line('1', CONTENT.interactive, VIEW)]
  expect(steps(lines, { outbox: [{ refused: undefined }] })).toEqual([])
  expect(steps(lines, { outbox: [{ refused: 'Too long.' }] })).toEqual(['view'])
  expect(steps(lines, { link: 'over' })).toEqual([])
})
