import { expect, test } from 'vitest'
import type { PhoneServerMessage } from '../contract/phone-stream.ts'
import { PhoneStreams } from './phone-streams.ts'

test('a call is carried to the voice service, and its states back to the page', () => {
  const { streams, signals, open } = openPhones()
  const page = open()
  page.hear({ type: 'call', to: '+15550100', sdp: 'offer' })
  expect(signals).toEqual([{ type: 'phone.call', pageId: 'page-1', to: '+15550100', sdp: 'offer' }])
  streams.answered('page-1', 'call-1', 'answer')
  streams.changed('page-1', 'ringing')
  streams.changed('page-1', 'connected')
  page.hear({ type: 'digit', digit: '1' })
  expect(signals.at(-1)).toEqual({ type: 'phone.digit', call: 'call-1', digit: '1' })
  expect(page.messages).toEqual([
    { type: 'answer', sdp: 'answer', call: 'call-1' },
    { type: 'ringing' },
    { type: 'connected' },
  ])
})

test('who hangs up before the call is even answered leaves no call behind', () => {
  const { streams, signals, open } = openPhones()
  const page = open()
  page.hear({ type: 'call', to: '+15550100', sdp: 'offer' })
  page.hear({ type: 'hangUp' })
  streams.answered('page-1', 'call-1', 'answer')
  expect(signals.at(-1)).toEqual({ type: 'phone.hangUp', call: 'call-1' })
  expect(page.messages).toEqual([])
})

test('a page that calls and hangs up at once, over and over, has one call at a time', () => {
  const { signals, open } = openPhones()
  const page = open()
  for (let time = 0; time < 5; time++) {
    page.hear({ type: 'call', to: '+15550100', sdp: 'offer' })
    page.hear({ type: 'hangUp' })
  }
  expect(signals.filter(({ type }) => type === 'phone.call')).toHaveLength(1)
})

test('a page that goes before its call is answered leaves no call behind', () => {
  const { streams, signals, open } = openPhones()
  const page = open()
  page.hear({ type: 'call', to: '+15550100', sdp: 'offer' })
  page.closed()
  streams.answered('page-1', 'call-1', 'answer')
  expect(signals.at(-1)).toEqual({ type: 'phone.hangUp', call: 'call-1' })
})

test('nonsense ends the connection', () => {
  for (const nonsense of [
    undefined,
    7,
    {},
    { type: 'call', to: 1 },
    { type: 'digit', digit: 'x' },
  ]) {
    const page = openPhones().open()
    page.hear(nonsense)
    expect(page.closedWith).toBe(1003)
  }
})

function openPhones() {
  const signals: { readonly type: string }[] = []
  let pages = 0
  const streams = new PhoneStreams({
    newId: () => `page-${++pages}`,
    signal(signal) {
      signals.push(signal)
      return true
    },
  })
  return {
    streams,
    signals,
    open() {
      const messages: PhoneServerMessage[] = []
      const page = {
        messages,
        closedWith: undefined as number | undefined,
        ...streams.open({
          send: message => messages.push(message),
          close: code => {
            page.closedWith = code
          },
        }),
      }
      return page
    },
  }
}
