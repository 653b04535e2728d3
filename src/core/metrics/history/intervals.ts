// Where the intervals of a report begin and end: full quarters, halves and hours of the clock on the
// wall, days from midnight to midnight and weeks from Monday, in a time zone. The first and the last
// are as long as the report's own time leaves them.
import { DateTime } from 'luxon'
import { type Instant, minutes } from '../../instant.ts'

export type IntervalPeriod = 'FIFTEEN_MIN' | 'THIRTY_MIN' | 'HOUR' | 'DAY' | 'WEEK' | 'TOTAL'

export interface ReportTime {
  readonly from: Instant
  readonly until: Instant
  readonly period: IntervalPeriod
  /** IANA. */
  readonly zone: string
}

const CLOCK_MS: Readonly<Partial<Record<IntervalPeriod, number>>> = {
  FIFTEEN_MIN: minutes(15),
  THIRTY_MIN: minutes(30),
  HOUR: minutes(60),
}

export function isZone(zone: string): boolean {
  return DateTime.fromMillis(0, { zone }).isValid
}

/** The beginnings, and the end of the last; at most so many intervals, undefined when it would be more. */
export function bordersOf(time: ReportTime, most: number): Instant[] | undefined {
  const borders = [time.from]
  for (let next = borderAfter(time, time.from); next < time.until; ) {
    if (borders.push(next) > most) return undefined
    next = borderAfter(time, next)
  }
  return [...borders, time.until]
}

function borderAfter({ period, zone, until }: ReportTime, instant: Instant): Instant {
  if (period === 'TOTAL') return until
  const local = DateTime.fromMillis(instant, { zone })
  const widthMs = CLOCK_MS[period]
  if (widthMs === undefined) {
    const unit = period === 'DAY' ? 'day' : 'week'
    return local
      .startOf(unit)
      .plus({ [unit]: 1 })
      .startOf(unit)
      .toMillis()
  }
  const wall = instant + minutes(local.offset)
  const next = instant + widthMs - (wall % widthMs)
  // Some clocks are put forward or back by half an hour.
  const shiftMs = minutes(DateTime.fromMillis(next, { zone }).offset - local.offset)
  return shiftMs % widthMs === 0
    ? next
    : next + widthMs - (((shiftMs % widthMs) + widthMs) % widthMs)
}
