import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

const RESULTS = ['Enrolled', 'NotEnrolled', 'Authenticated', 'HighRisk']
const check = (option: string, world: FlowWorld = {}) =>
  runAction('CheckVoiceId', { CheckVoiceIdOption: option }, world, RESULTS)

test.each([
  ['enrollmentStatus', 'NotEnrolled', '=NotEnrolled'],
  ['voiceAuthentication', 'Authenticated', '=Authenticated'],
  ['voiceAuthentication', 'Inconclusive', 'NoMatchingCondition'],
  ['fraudDetection', 'HighRisk', '=HighRisk'],
  ['fraudDetection', 'Enrolled', 'NoMatchingError'],
])('%s: %s', (option, result, wayOut) => {
  expect(check(option).answered(result).wayOut).toBe(wayOut)
})

test('takes the error branch without a service, an answer or an option', () => {
  expect(check('enrollmentStatus').refused('NoMatchingError').wayOut).toBe('NoMatchingError')
  expect(check('enrollmentStatus').pass(60).wayOut).toBe('NoMatchingError')
  expect(check('mood').wayOut).toBe('NoMatchingError')
  expect(check('enrollmentStatus', { channel: 'CHAT' }).wayOut).toBe('NoMatchingError')
})

test('has the voice listened to, where that can be done', () => {
  const start = (world: FlowWorld = {}) => runAction('StartVoiceIdStream', {}, world)
  expect(start().answered({}).wayOut).toBe('next')
  expect(start().refused('NoMatchingError').wayOut).toBe('NoMatchingError')
  expect(start({ channel: 'TASK' }).wayOut).toBe('NoMatchingError')
})

test('nobody is interrupted for a waiting contact', () => {
  expect(runAction('RouteContactToAgent', {}).wayOut).toBe('NoMatchingError')
})
