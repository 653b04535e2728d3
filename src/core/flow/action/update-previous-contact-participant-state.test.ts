import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const hold = (state: string, world = {}) =>
  runAction(
    'UpdatePreviousContactParticipantState',
    { PreviousContactParticipantState: state },
    { previousTalks: true, ...world },
  )

test.each([
  ['CustomerOnHold', true],
  ['AgentOnHold', true],
  ['OffHold', false],
] as const)('%s', (state, onHold) => {
  const flow = hold(state)
  expect(flow.wayOut).toBe('next')
  expect(flow.did('holdPrevious')).toEqual([{ do: 'holdPrevious', onHold }])
})

test('needs a talk before, and one of the three states', () => {
  expect(hold('OffHold', { previousTalks: false }).wayOut).toBe('NoMatchingError')
  expect(hold('Away').wayOut).toBe('NoMatchingError')
})

test.each(['CHAT', 'TASK', 'EMAIL'])('is not for %s', channel => {
  expect(hold('OffHold', { channel }).wayOut).toBe('NoMatchingError')
})
