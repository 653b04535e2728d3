import { describe, expect, test } from 'vitest'
import { type AuditEvent, changesOf } from './audit-record.ts'
import { gridRows, written } from './editor/data-grid.ts'
import { groupsOf } from './editor/permissions.ts'
import { everyDayAs, weekInWords } from './editor/week.ts'
import { differs, listChange, valueAt, withValue } from './values.ts'

describe('members of a form', () => {
  test('are set along their path, and what holds nothing any more is taken out', () => {
    const values = withValue({}, 'PhoneConfig.PhoneType', 'SOFT_PHONE')
    expect(valueAt(values, 'PhoneConfig.PhoneType')).toBe('SOFT_PHONE')
    expect(withValue(values, 'PhoneConfig.PhoneType', undefined)).toEqual({})
  })

  test('are sent only when something about them is another', () => {
    const before = { Name: 'a', Config: { x: 1, y: 2 } }
    expect(differs(before, { Config: { y: 2, x: 1 }, Name: 'a' }, ['Name', 'Config'])).toBe(false)
    expect(differs(before, { ...before, Name: 'b' }, ['Name'])).toBe(true)
  })

  test('that are lists are added to, taken from and changed by their keys', () => {
    const before = [
      { id: 'a', level: 1 },
      { id: 'b', level: 1 },
    ]
    const after = [
      { id: 'b', level: 2 },
      { id: 'c', level: 1 },
    ]
    expect(listChange(before, after, each => each.id)).toEqual({
      added: [{ id: 'c', level: 1 }],
      removed: [{ id: 'a', level: 1 }],
      kept: [{ id: 'b', level: 2 }],
    })
  })
})

function event(
  EventTime: number,
  EventName: string,
  requestParameters: object,
  more = {},
): AuditEvent {
  return {
    EventId: String(EventTime),
    EventName,
    EventSource: 'connect.amazonaws.com',
    EventTime,
    ReadOnly: 'false',
    Username: 'ada',
    Resources: [],
    CloudTrailEvent: JSON.stringify({ requestParameters, ...more }),
  }
}

describe('the history of a thing', () => {
  test('has what was there before, newest first, and nothing of what failed', () => {
    const events = [
      event(3, 'UpdateQueueName', { QueueId: 'q', Name: 'Shop' }),
      event(1, 'CreateQueue', { Name: 'Store' }),
      event(2, 'UpdateQueueName', { QueueId: 'q', Name: 'Taken' }, { errorCode: 'Duplicate' }),
    ]
    expect(changesOf(events, 'q').map(each => [each.member, each.before, each.after])).toEqual([
      ['Name', 'Store', 'Shop'],
      ['Name', '–', 'Store'],
    ])
  })

  test('survives a record that is cut off', () => {
    expect(changesOf([{ ...event(1, 'X', {}), CloudTrailEvent: '{"a' }], 'q')).toHaveLength(1)
  })
})

describe('a week', () => {
  const nine = { Hours: 9, Minutes: 0 }
  const five = { Hours: 17, Minutes: 30 }
  const monday = { Day: 'MONDAY', StartTime: nine, EndTime: five }

  test('is told in words, with days that are alike together', () => {
    expect(weekInWords(everyDayAs([monday], 'MONDAY'))).toBe('Monday–Sunday 09:00–17:30')
    expect(weekInWords([monday])).toBe('Monday 09:00–17:30')
    expect(weekInWords([{ ...monday, EndTime: nine }])).toBe('Monday All day')
    expect(weekInWords([])).toBe('Closed')
  })
})

test('permissions stand in a matrix, and those of their own kind beside it', () => {
  expect(groupsOf(['Queues.View', 'BasicAgentAccess', 'Queues.Edit'])).toEqual({
    areas: ['Queues'],
    others: ['BasicAgentAccess'],
  })
})

test('values of a data table make rows, and go back with the lock that was seen', () => {
  const PrimaryValues = [{ AttributeName: 'city', Value: 'Rome' }]
  const [row] = gridRows([
    { PrimaryValues, AttributeName: 'open', Value: 'true', LockVersion: { Value: '7' } },
    { PrimaryValues, AttributeName: 'seats', Value: '4', LockVersion: { Value: '8' } },
  ])
  expect(row?.cells.seats?.value).toBe('4')
  expect(row && written(row, 'open', 'false')).toEqual({
    PrimaryValues,
    AttributeName: 'open',
    Value: 'false',
    LockVersion: { Value: '7' },
  })
  expect(row && written(row, 'new', '1').LockVersion).toBeUndefined()
})
