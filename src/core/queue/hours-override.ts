// On which dates an override of a schedule holds. Dates are those of the schedule's own time zone;
// here they are handled as days of UTC, which has no others.
import { DateTime } from 'luxon'
import type { HoursOfOperationOverride } from '../directory/document.ts'

type Pattern = NonNullable<HoursOfOperationOverride['RecurrenceConfig']>['RecurrencePattern']

/** A date YYYY-MM-DD; undefined when there is no such day. */
export function dateOf(text: string): DateTime | undefined {
  const date = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' })
  return date.isValid ? date : undefined
}

export function holdsOn(override: HoursOfOperationOverride, date: DateTime): boolean {
  const [from, till] = [dateOf(override.EffectiveFrom), dateOf(override.EffectiveTill)]
  if (!from || !till || date < from || date > till) return false
  const pattern = override.RecurrenceConfig?.RecurrencePattern
  return pattern === undefined || recurs(pattern, from, date)
}

/** How many dates there are from the first to the last. */
export function span({ EffectiveFrom, EffectiveTill }: HoursOfOperationOverride): number {
  const [from, till] = [dateOf(EffectiveFrom), dateOf(EffectiveTill)]
  return from && till ? till.diff(from, 'days').days + 1 : 0
}

/** Weeks begin on Monday, as ISO 8601 counts. */
function recurs(pattern: Pattern, from: DateTime, date: DateTime): boolean {
  const { Frequency, Interval } = pattern
  switch (Frequency) {
    case 'WEEKLY': {
      const weeks = date.startOf('week').diff(from.startOf('week'), 'weeks').weeks
      return Math.round(weeks) % Interval === 0
    }
    case 'MONTHLY': {
      const months = (date.year - from.year) * 12 + date.month - from.month
      return months % Interval === 0 && isDayOfMonth(pattern, from, date)
    }
    default: {
      const months = pattern.ByMonth?.length ? pattern.ByMonth : [from.month]
      const isMonth = months.includes(date.month)
      return (
        isMonth && (date.year - from.year) % Interval === 0 && isDayOfMonth(pattern, from, date)
      )
    }
  }
}

/** Without a rule for the day of the month it is that of the first date. */
function isDayOfMonth(
  { ByMonthDay = [], ByWeekdayOccurrence = [] }: Pattern,
  from: DateTime,
  date: DateTime,
): boolean {
  const last = date.daysInMonth ?? 31
  if (ByWeekdayOccurrence.length > 0) {
    const occurrence = Math.ceil(date.day / 7)
    const isLast = date.day + 7 > last
    return ByWeekdayOccurrence.some(each => (each === -1 ? isLast : each === occurrence))
  }
  if (ByMonthDay.length > 0) {
    return ByMonthDay.some(each => (each === -1 ? date.day === last : each === date.day))
  }
  return date.day === from.day
}
