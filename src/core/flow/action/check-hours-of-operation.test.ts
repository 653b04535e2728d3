import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const world = {
  open: { day: true, night: false },
  queues: [{ id: 'sales', hoursOfOperationId: 'night' }, { id: 'agent/ana' }],
}
const check = (parameters: { HoursOfOperationId?: string }, targetQueueId?: string) =>
  runAction(
    'CheckHoursOfOperation',
    parameters,
    { ...world, ...(targetQueueId !== undefined && { targetQueueId }) },
    ['True', 'False'],
  ).wayOut

test('the named schedule decides, else that of the target queue', () => {
  expect(check({ HoursOfOperationId: 'day' }, 'sales')).toBe('=True')
  expect(check({ HoursOfOperationId: 'arn:aws:connect:::instance/i/operating-hours/night' })).toBe(
    '=False',
  )
  expect(check({}, 'sales')).toBe('=False')
})

test('no schedule to look at takes the error branch', () => {
  expect(check({})).toBe('NoMatchingError')
  expect(check({}, 'agent/ana')).toBe('NoMatchingError')
  expect(check({ HoursOfOperationId: 'gone' }, 'sales')).toBe('NoMatchingError')
})
