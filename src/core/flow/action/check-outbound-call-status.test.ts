import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

const RESULTS = ['CallAnswered', 'VoicemailBeep', 'VoicemailNoBeep', 'NotDetected']
const check = (world: FlowWorld) => runAction('CheckOutboundCallStatus', {}, world, RESULTS).wayOut

test('says that somebody answered, and no more than is known', () => {
  expect(check({ outboundCall: 'answered' })).toBe('=CallAnswered')
  expect(check({ outboundCall: 'undetected' })).toBe('=NotDetected')
})

test('has nothing to say of a call that was not ours, or not answered', () => {
  expect(check({})).toBe('NoMatchingError')
  expect(check({ outboundCall: 'pending' })).toBe('NoMatchingError')
})

test.each(['CHAT', 'TASK', 'EMAIL'] as const)('is not for %s', channel => {
  expect(check({ outboundCall: 'answered', channel })).toBe('NoMatchingError')
})
