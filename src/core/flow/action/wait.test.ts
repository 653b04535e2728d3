import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

const wait = (seconds: string) =>
  runAction('Wait', { TimeLimitSeconds: seconds }, { attributes: { s: '3' } }, ['WaitCompleted'])

test('time passes, and no key shortens or lengthens it', () => {
  const flow = wait('10')
  expect(flow.pass(5).press('1').secondsLeft).toBe(5)
  expect(flow.pass(5).wayOut).toBe('=WaitCompleted')
})

test('the time may come from an attribute, and may be a week', () => {
  expect(wait('$.Attributes.s').secondsLeft).toBe(3)
  expect(wait('604800').secondsLeft).toBe(604_800)
})

test.each(['604801', '-1', 'soon', '', '$.Attributes.none'])(
  '%j takes the error branch',
  seconds => {
    expect(wait(seconds).wayOut).toBe('NoMatchingError')
  },
)

const waitFor = (Events: readonly string[], world: FlowWorld = { channel: 'CHAT' }) =>
  runAction('Wait', { TimeLimitSeconds: '600', Events }, world, [
    'WaitCompleted',
    'CustomerReturned',
    'BotParticipantDisconnected',
    'Continue',
  ])

test('the customer who writes ends a wait for that, and no other', () => {
  expect(waitFor(['CustomerReturned']).pass(5).write('Hello').wayOut).toBe('=CustomerReturned')
  expect(waitFor([]).write('Hello').waitingAt).toBe('it')
  expect(waitFor(['CustomerReturned']).pass(600).wayOut).toBe('=WaitCompleted')
})

test('the bot that leaves ends a wait for that; without a bot there is nothing to wait for', () => {
  const bot = { channel: 'CHAT', hasBot: true } as const
  const flow = waitFor(['BotParticipantDisconnected'], bot)
  expect(flow.write('Hello').botLeaves().wayOut).toBe('=BotParticipantDisconnected')
  expect(waitFor(['BotParticipantDisconnected']).wayOut).toBe('ParticipantNotFound')
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('time passes on %s', channel => {
  expect(waitFor(['CustomerReturned'], { channel }).pass(600).wayOut).toBe('=WaitCompleted')
})

test('the flow that is to go on meanwhile does', () => {
  const parameters = { TimeLimitSeconds: '600', ContinueExecution: 'True' }
  expect(runAction('Wait', parameters, {}, ['Continue']).wayOut).toBe('=Continue')
})

test('no time at all is no wait, so that a loop around it comes to its end', () => {
  expect(wait('0').wayOut).toBe('=WaitCompleted')
})
