import { describe, expect, test } from 'vitest'
import type { HoursOfOperationDocument } from '../directory/document.ts'
import { isOpen } from './hours-of-operation.ts'

type Day = HoursOfOperationDocument['Config'][number]['Day']

function schedule(zone: string, ...slots: readonly [Day, string, string][]) {
  const time = (text: string) => {
    const [hours, minutes] = text.split(':')
    return { Hours: Number(hours), Minutes: Number(minutes) }
  }
  const Config = slots.map(([Day, start, end]) => {
    return { Day, StartTime: time(start), EndTime: time(end) }
  })
  return { Name: 'hours', TimeZone: zone, Config }
}

function check(document: HoursOfOperationDocument, table: readonly [string, boolean][]): void {
  for (const [time, open] of table) {
    expect(`${time} ${isOpen(document, Date.parse(time))}`).toBe(`${time} ${open}`)
  }
}

describe('a schedule', () => {
  test('is open from its start to the minute before its end, in its own time zone', () => {
    check(schedule('America/New_York', ['MONDAY', '9:00', '17:30']), [
      ['2026-11-23T13:59:59.999Z', false],
      ['2026-11-23T14:00:00Z', true],
      ['2026-11-23T22:29:59.999Z', true],
      ['2026-11-23T22:30:00Z', false],
      ['2026-11-24T15:00:00Z', false],
    ])
  })

  test('may run over midnight, and over the end of the week', () => {
    check(schedule('UTC', ['SUNDAY', '22:00', '6:00']), [
      ['2026-11-22T21:59:00Z', false],
      ['2026-11-22T22:00:00Z', true],
      ['2026-11-23T05:59:00Z', true],
      ['2026-11-23T06:00:00Z', false],
      ['2026-11-22T05:00:00Z', false],
    ])
  })

  test('may end at midnight', () => {
    check(schedule('UTC', ['FRIDAY', '18:00', '0:00']), [
      ['2026-11-20T23:59:59Z', true],
      ['2026-11-21T00:00:00Z', false],
    ])
  })

  test('is open all day when start and end are the same', () => {
    check(schedule('Asia/Tokyo', ['SATURDAY', '0:00', '0:00']), [
      ['2026-11-20T14:59:59Z', false],
      ['2026-11-20T15:00:00Z', true],
      ['2026-11-21T14:59:59Z', true],
      ['2026-11-21T15:00:00Z', false],
    ])
  })

  test('may have a lunch break', () => {
    check(schedule('UTC', ['MONDAY', '9:00', '12:00'], ['MONDAY', '13:00', '17:00']), [
      ['2026-11-23T11:59:00Z', true],
      ['2026-11-23T12:30:00Z', false],
      ['2026-11-23T13:00:00Z', true],
    ])
  })

  test('opens with the first minute there is when the clock skips its start', () => {
    // Berlin goes from 02:00 to 03:00 at 01:00 UTC.
    check(schedule('Europe/Berlin', ['SUNDAY', '2:30', '4:00']), [
      ['2026-03-29T00:59:59Z', false],
      ['2026-03-29T01:00:00Z', true],
      ['2026-03-29T02:00:00Z', false],
    ])
  })

  test('counts an hour that comes twice both times', () => {
    // Berlin goes from 03:00 back to 02:00 at 01:00 UTC.
    check(schedule('Europe/Berlin', ['SUNDAY', '2:00', '3:00']), [
      ['2026-10-24T23:59:59Z', false],
      ['2026-10-25T00:00:00Z', true],
      ['2026-10-25T01:59:59Z', true],
      ['2026-10-25T02:00:00Z', false],
    ])
  })

  test('keeps its local hours in summer and winter', () => {
    check(schedule('Europe/London', ['MONDAY', '9:00', '10:00']), [
      ['2026-07-06T08:00:00Z', true],
      ['2026-12-07T08:00:00Z', false],
      ['2026-12-07T09:00:00Z', true],
    ])
  })

  test('without hours or with a zone nobody knows is closed', () => {
    check(schedule('UTC'), [['2026-11-23T12:00:00Z', false]])
    check(schedule('Mars/Olympus', ['MONDAY', '0:00', '0:00']), [['2026-11-23T12:00:00Z', false]])
  })
})
