import { expect, test } from 'vitest'
import { isCallable } from './is-callable.ts'
import { type PhoneEvent, type PhoneState, reducePhoneState } from './phone-state.ts'

const TO = '+15550100'

test('a call goes from ringing to connected to its end, and tells how long it was', () => {
  const state = phone(
    [0, { type: 'call', to: TO }],
    [1, { type: 'microphoneReady' }],
    [2, { type: 'heard', message: { type: 'ringing' } }],
    [1000, { type: 'heard', message: { type: 'connected' } }],
    [8000, { type: 'heard', message: { type: 'ended', reason: 'The call has ended.' } }],
  )
  expect(state).toEqual({ name: 'ended', to: TO, talkedMs: 7000, reason: undefined })
})

test('a refused call says why', () => {
  const state = phone(
    [0, { type: 'call', to: TO }],
    [1, { type: 'microphoneReady' }],
    [2, { type: 'heard', message: { type: 'refused', message: 'This number is not in service.' } }],
  )
  expect(state).toMatchObject({ talkedMs: undefined, reason: 'This number is not in service.' })
})

test('without a microphone there is no call', () => {
  const state = phone(
    [0, { type: 'call', to: TO }],
    [1, { type: 'microphoneMissing', problem: 'denied' }],
  )
  expect(state).toMatchObject({ name: 'ended', problem: 'denied' })
})

test('a lost connection to the server does not end the call, nor reset its timer', () => {
  const state = phone(
    [0, { type: 'call', to: TO }],
    [1, { type: 'microphoneReady' }],
    [1000, { type: 'heard', message: { type: 'connected' } }],
    [2000, { type: 'link', lost: true }],
    [3000, { type: 'heard', message: { type: 'connected' } }],
  )
  expect(state).toEqual({ name: 'connected', to: TO, since: 1000, linkLost: false })
})

test('what comes after the end changes nothing', () => {
  const ended = phone([0, { type: 'call', to: TO }], [1, { type: 'ended' }])
  const late = { type: 'heard', message: { type: 'connected' } } as const
  expect(reducePhoneState(ended, late, 2)).toBe(ended)
})

test('numbers may be written as people write them', () => {
  expect(['+1 (555) 010-0', '100', '*98#'].every(isCallable)).toBe(true)
  expect(['', '+', 'agent1', '1'].some(isCallable)).toBe(false)
})

function phone(...events: readonly [number, PhoneEvent][]): PhoneState {
  const idle: PhoneState = { name: 'idle' }
  return events.reduce<PhoneState>(
    (state, [now, event]) => reducePhoneState(state, event, now),
    idle,
  )
}
