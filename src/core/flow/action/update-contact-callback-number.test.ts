import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

const NUMBER = '+12065550101'
const set = (typed: string, world: FlowWorld = {}) =>
  runAction(
    'UpdateContactCallbackNumber',
    { CallbackNumber: '$.StoredCustomerInput' },
    { ...world, namespaces: { StoredCustomerInput: typed } },
  )

test('takes a number that was typed or looked up', () => {
  const flow = set(NUMBER)
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setCallbackNumber')).toEqual([{ do: 'setCallbackNumber', number: NUMBER }])
})

test.each(['Timeout', '', '555'])('refuses %j, which is no number', typed => {
  expect(set(typed).wayOut).toBe('InvalidCallbackNumber')
})

test('refuses a number that may not be called', () => {
  expect(set(NUMBER, { forbidden: [NUMBER] }).wayOut).toBe('CallbackNumberNotDialable')
})

test.each(['CHAT', 'TASK', 'EMAIL'] as const)('finds no number good on %s', channel => {
  expect(set(NUMBER, { channel }).wayOut).toBe('InvalidCallbackNumber')
})
