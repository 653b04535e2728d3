import { expect, test } from 'vitest'
import { DigitReceiver, DigitSender, writeEvent } from './telephone-event.ts'

const event = (
  timestamp: number,
  code: number,
  { end = false, marker = false, duration = 160 } = {},
) => ({
  timestamp,
  marker,
  payload: Uint8Array.from([code, end ? 0x8a : 0x0a, duration >> 8, duration & 0xff]),
})

test('a digit counts at its first packet and only then', () => {
  const receiver = new DigitReceiver()
  const packets = [
    event(1000, 5, { marker: true }),
    event(1000, 5),
    ...[1, 2, 3].map(() => event(1000, 5, { end: true })),
  ]
  expect(packets.map((packet, i) => receiver.receive(packet, i * 20))).toEqual([
    '5',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a digit whose beginning was lost still counts', () => {
  expect(new DigitReceiver().receive(event(1000, 11, { end: true }), 0)).toBe('#')
})

test('the same digit twice is two digits, even when the first one lost its end', () => {
  const receiver = new DigitReceiver()
  expect(receiver.receive(event(1000, 1, { marker: true }), 0)).toBe('1')
  expect(receiver.receive(event(3000, 1, { marker: true }), 250)).toBe('1')
  expect(receiver.receive(event(5000, 1), 700)).toBe('1')
})

test('a late packet of the digit before is no digit', () => {
  const receiver = new DigitReceiver()
  receiver.receive(event(1000, 1), 0)
  receiver.receive(event(3000, 2), 200)
  expect(receiver.receive(event(1000, 1, { end: true }), 210)).toBeUndefined()
})

test('a key held for ten seconds, sent in segments, is one digit', () => {
  const receiver = new DigitReceiver()
  const heard: (string | undefined)[] = []
  for (let n = 0; n < 500; n++) {
    const segment = Math.floor(n / 100)
    const packet = event(1000 + segment * 16_000, 7, { marker: n === 0, duration: 160 })
    heard.push(receiver.receive(packet, n * 20))
  }
  expect(heard.filter(digit => digit !== undefined)).toEqual(['7'])
})

test('flash, unknown codes and short packets are no digits', () => {
  const receiver = new DigitReceiver()
  expect(receiver.receive(event(1, 16), 0)).toBeUndefined()
  expect(receiver.receive(event(2, 255), 0)).toBeUndefined()
  expect(
    receiver.receive({ marker: true, timestamp: 3, payload: Uint8Array.from([1]) }, 0),
  ).toBeUndefined()
})

test('digits are sent one after the other, each ended three times, with pauses between', () => {
  const sender = new DigitSender()
  sender.add('1x,2')
  const sent: string[] = []
  while (sender.busy) {
    const frame = sender.next()
    sent.push(frame === undefined ? '-' : frame.end ? 'e' : frame.digit)
  }
  expect(sent.join('')).toBe(`1111eee----${'-'.repeat(38)}2222eee----`)
})

test('an event says its code, its end and how long it has lasted', () => {
  const bytes = new Uint8Array(4)
  writeEvent(bytes, 0, { digit: '*', code: 10, first: false, end: true, age: 640, duration: 800 })
  expect([...bytes]).toEqual([10, 0x8a, 3, 32])
})

test('what waits to be sent is bounded', () => {
  const sender = new DigitSender()
  for (let n = 0; n < 100; n++) sender.add('1'.repeat(1000))
  let ends = 0
  while (sender.busy) if (sender.next()?.first) ends++
  expect(ends).toBe(128)
})
