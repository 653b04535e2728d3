// Schedules with other hours on certain dates.
import { expect, test } from 'vitest'
import type { HoursOfOperationDocument, HoursOfOperationOverride } from '../directory/document.ts'
import { isOpen } from './hours-of-operation.ts'

type Slot = HoursOfOperationOverride['Config'][number]
type Day = NonNullable<Slot['Day']>

const WEEKDAYS: readonly Day[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']

function hours(start: number, end: number, Day?: Day) {
  const time = (Hours: number) => ({ Hours, Minutes: 0 })
  return { StartTime: time(start), EndTime: time(end), ...(Day && { Day }) }
}

/** Nine to five on weekdays. */
function office(
  Overrides: readonly HoursOfOperationOverride[] = [],
  TimeZone = 'UTC',
): HoursOfOperationDocument {
  const Config = WEEKDAYS.map(Day => ({ Day, ...hours(9, 17) }))
  return { Name: 'Office', TimeZone, Config, Overrides }
}

function override(
  OverrideType: HoursOfOperationOverride['OverrideType'],
  dates: string,
  Config: readonly Slot[],
  RecurrencePattern?: NonNullable<
    HoursOfOperationOverride['RecurrenceConfig']
  >['RecurrencePattern'],
): HoursOfOperationOverride {
  const [EffectiveFrom = '', EffectiveTill = EffectiveFrom] = dates.split('..')
  const Name = `${OverrideType} ${dates}`
  return {
    HoursOfOperationOverrideId: Name,
    Name,
    OverrideType,
    Config,
    EffectiveFrom,
    EffectiveTill,
    ...(RecurrencePattern && { RecurrenceConfig: { RecurrencePattern } }),
  }
}

function check(
  schedule: HoursOfOperationDocument,
  table: readonly [string, boolean][],
  parents: readonly HoursOfOperationDocument[] = [],
): void {
  for (const [time, open] of table) {
    expect(`${time} ${isOpen(schedule, Date.parse(time), parents)}`).toBe(`${time} ${open}`)
  }
}

test('temporary hours replace those of their dates, first and last included', () => {
  check(office([override('STANDARD', '2026-12-24..2026-12-25', [hours(9, 12, 'THURSDAY')])]), [
    ['2026-12-23T16:00:00Z', true],
    ['2026-12-24T11:59:00Z', true],
    ['2026-12-24T12:00:00Z', false],
    ['2026-12-25T10:00:00Z', false],
    ['2026-12-28T10:00:00Z', true],
  ])
})

test('temporary hours without any hours close the day, also for a shift of the night before', () => {
  const night = { ...office(), Config: WEEKDAYS.map(Day => ({ Day, ...hours(22, 6) })) }
  check({ ...night, Overrides: [override('STANDARD', '2026-12-25', [])] }, [
    ['2026-12-24T23:00:00Z', true],
    ['2026-12-25T05:00:00Z', false],
    ['2026-12-25T23:00:00Z', false],
  ])
})

test('of several temporary hours the one for the fewest dates holds', () => {
  const winter = override('STANDARD', '2026-12-01..2026-12-31', [hours(10, 14)])
  check(office([winter, override('STANDARD', '2026-12-25', [])]), [
    ['2026-12-26T11:00:00Z', true],
    ['2026-12-25T11:00:00Z', false],
  ])
})

test('events open and close beside the hours of the week, and closing wins', () => {
  const late = override('OPEN', '2026-11-23', [hours(16, 20)])
  const fire = override('CLOSED', '2026-11-23', [hours(12, 18)])
  check(office([late, fire]), [
    ['2026-11-23T11:59:00Z', true],
    ['2026-11-23T12:00:00Z', false],
    ['2026-11-23T17:30:00Z', false],
    ['2026-11-23T18:00:00Z', true],
    ['2026-11-23T20:00:00Z', false],
  ])
})

test('an event without hours closes the whole day', () => {
  check(office([override('CLOSED', '2026-11-23', [])]), [
    ['2026-11-23T10:00:00Z', false],
    ['2026-11-24T10:00:00Z', true],
  ])
})

test('every second Friday is short', () => {
  const short = override('CLOSED', '2026-11-02..2027-11-02', [hours(13, 17, 'FRIDAY')], {
    Frequency: 'WEEKLY',
    Interval: 2,
  })
  check(office([short]), [
    ['2026-11-06T14:00:00Z', false],
    ['2026-11-13T14:00:00Z', true],
    ['2026-11-20T14:00:00Z', false],
    ['2026-11-19T14:00:00Z', true],
  ])
})

test('the last Friday, the second Monday, the 15th and the last of a month', () => {
  const monthly = (rule: object, config: Slot[]) =>
    office([
      override('CLOSED', '2026-01-01..2027-12-31', config, {
        Frequency: 'MONTHLY',
        Interval: 1,
        ...rule,
      }),
    ])
  check(monthly({ ByWeekdayOccurrence: [-1] }, [hours(9, 17, 'FRIDAY')]), [
    ['2026-11-20T10:00:00Z', true],
    ['2026-11-27T10:00:00Z', false],
    ['2026-11-26T10:00:00Z', true],
  ])
  check(monthly({ ByWeekdayOccurrence: [2] }, [hours(9, 17, 'MONDAY')]), [
    ['2026-11-02T10:00:00Z', true],
    ['2026-11-09T10:00:00Z', false],
    ['2026-11-16T10:00:00Z', true],
  ])
  check(monthly({ ByMonthDay: [15] }, []), [
    ['2026-12-15T10:00:00Z', false],
    ['2026-12-16T10:00:00Z', true],
  ])
  check(monthly({ ByMonthDay: [-1] }, []), [
    ['2027-02-26T10:00:00Z', true],
    ['2026-11-30T10:00:00Z', false],
    ['2026-12-31T10:00:00Z', false],
  ])
})

test('Christmas comes every year, Thanksgiving on the fourth Thursday of November', () => {
  const yearly = (rule: object, config: Slot[]) =>
    override('CLOSED', '2026-01-01..2036-01-01', config, {
      Frequency: 'YEARLY',
      Interval: 1,
      ...rule,
    })
  const christmas = yearly({ ByMonth: [12], ByMonthDay: [25] }, [])
  const thanksgiving = yearly({ ByMonth: [11], ByWeekdayOccurrence: [4] }, [
    hours(0, 0, 'THURSDAY'),
  ])
  check(office([christmas, thanksgiving]), [
    ['2026-12-25T10:00:00Z', false],
    ['2028-12-25T10:00:00Z', false],
    ['2028-12-26T10:00:00Z', true],
    ['2026-11-26T10:00:00Z', false],
    ['2027-11-25T10:00:00Z', false],
    ['2027-11-18T10:00:00Z', true],
  ])
})

test('29 February closes only in leap years', () => {
  const leap = override('CLOSED', '2024-02-29..2040-01-01', [], {
    Frequency: 'YEARLY',
    Interval: 1,
  })
  check(
    {
      ...office([leap]),
      Config: [
        { Day: 'TUESDAY', ...hours(0, 0) },
        { Day: 'MONDAY', ...hours(0, 0) },
      ],
    },
    [
      ['2028-02-29T10:00:00Z', false],
      ['2027-03-01T10:00:00Z', true],
    ],
  )
})

test("a parent's overrides hold in its children, in the child's own time zone; its hours do not", () => {
  const parent = { ...office([override('CLOSED', '2026-12-25', [])]), Config: [] }
  check(
    office([], 'America/New_York'),
    [
      ['2026-12-24T21:59:00Z', true],
      ['2026-12-25T15:00:00Z', false],
      ['2026-12-28T15:00:00Z', true],
    ],
    [parent],
  )
})

test("a schedule's own temporary hours go before its parents'", () => {
  const parent = office([override('STANDARD', '2026-12-25', [])])
  const own = office([override('STANDARD', '2026-12-20..2026-12-31', [hours(10, 12)])])
  check(own, [['2026-12-25T10:30:00Z', true]], [parent])
  check(office(), [['2026-12-25T10:30:00Z', false]], [parent])
})

test('an override opens with the first minute there is when the clock skips its start', () => {
  // Berlin goes from 02:00 to 03:00 at 01:00 UTC on 29 March, and back on 25 October.
  const early = [
    override('OPEN', '2026-03-29', [
      { StartTime: { Hours: 2, Minutes: 30 }, EndTime: { Hours: 4, Minutes: 0 } },
    ]),
    override('OPEN', '2026-10-25', [hours(2, 3)]),
  ]
  check(office(early, 'Europe/Berlin'), [
    ['2026-03-29T00:59:59Z', false],
    ['2026-03-29T01:00:00Z', true],
    ['2026-03-29T02:00:00Z', false],
    ['2026-10-24T23:59:59Z', false],
    ['2026-10-25T00:00:00Z', true],
    ['2026-10-25T01:59:59Z', true],
    ['2026-10-25T02:00:00Z', false],
  ])
})
