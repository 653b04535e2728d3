import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

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
