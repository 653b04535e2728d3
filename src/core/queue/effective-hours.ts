// The hours of a date: the week's, and what overrides make of them. Hours are minutes from the date's
// midnight by the wall clock; what runs over midnight ends after 1440.
//
//   a STANDARD override decides alone: the schedule's own before its parents' (in their order), and of
//   several the one for the fewest dates; else the week's hours and those of OPEN ones, without those of
//   CLOSED ones, of the schedule and its parents alike
import type { DateTime } from 'luxon'
import type { HoursOfOperationDocument, HoursOfOperationOverride } from '../directory/document.ts'
import { holdsOn, span } from './hours-override.ts'

/** From a minute to before another. */
export interface Hours {
  readonly from: number
  readonly until: number
}

export interface EffectiveHours {
  /** In order, none touching another. */
  readonly open: readonly Hours[]
  /** What OPEN and CLOSED overrides, or the STANDARD one, say of this date, as they are written. */
  readonly overrides: readonly {
    readonly name: string
    readonly status: 'OPEN' | 'CLOSED'
    readonly hours: Hours
  }[]
  /** The day before may run over midnight into this one, but not into these hours; not at all when undefined. */
  readonly closed: readonly Hours[] | undefined
}

export const DAY = 1440

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
const ALL_DAY: Hours = { from: 0, until: DAY }

export function effectiveHours(
  schedule: HoursOfOperationDocument,
  parents: readonly HoursOfOperationDocument[],
  date: DateTime,
): EffectiveHours {
  const own = holding(schedule, date)
  const all = [own, ...parents.map(each => holding(each, date))]
  const standard = all.map(narrowest).find(each => each !== undefined)
  if (standard) {
    const hours = hoursOn(standard.Config, date)
    return { open: joined(hours), overrides: shown(standard, date), closed: undefined }
  }
  const events = all.flat()
  const week = hoursOn(schedule.Config, date)
  const opened = events.filter(each => each.OverrideType === 'OPEN')
  const closed = events
    .filter(each => each.OverrideType === 'CLOSED')
    .flatMap(each => closedHours(each, date))
  const open = [...week, ...opened.flatMap(each => hoursOn(each.Config, date))]
  return {
    open: without(joined(open), closed),
    overrides: events.flatMap(each => shown(each, date)),
    closed,
  }
}

/** Is this moment of the date within the hours, or within those of the day before? */
export function covers(today: EffectiveHours, yesterday: EffectiveHours, minute: number): boolean {
  if (today.open.some(each => minute >= each.from && minute < each.until)) return true
  const { closed } = today
  if (closed === undefined) return false
  if (closed.some(each => minute >= each.from && minute < each.until)) return false
  return yesterday.open.some(each => minute + DAY >= each.from && minute + DAY < each.until)
}

function holding({ Overrides = [] }: HoursOfOperationDocument, date: DateTime) {
  return Overrides.filter(each => holdsOn(each, date))
}

/** Of those that replace the hours the one for the fewest dates; of equals the first by name. */
function narrowest(
  overrides: readonly HoursOfOperationOverride[],
): HoursOfOperationOverride | undefined {
  const standard = overrides.filter(each => each.OverrideType === 'STANDARD')
  return standard.toSorted((a, b) => span(a) - span(b) || (a.Name < b.Name ? -1 : 1))[0]
}

function hoursOn(config: HoursOfOperationOverride['Config'], date: DateTime): Hours[] {
  const day = DAYS[date.weekday - 1]
  return config
    .filter(({ Day }) => Day === undefined || Day === day)
    .map(({ StartTime, EndTime }) => {
      const from = minuteOf(StartTime) % DAY
      const until = minuteOf(EndTime) % DAY
      return { from, until: until <= from ? until + DAY : until }
    })
    .map(each => (each.until === each.from + DAY ? ALL_DAY : each))
}

/** One that names no hours closes the whole day. */
function closedHours({ Config }: HoursOfOperationOverride, date: DateTime): Hours[] {
  return Config.length === 0 ? [ALL_DAY] : hoursOn(Config, date)
}

function shown(override: HoursOfOperationOverride, date: DateTime): EffectiveHours['overrides'] {
  const { Name: name, OverrideType } = override
  if (OverrideType === 'CLOSED') {
    return closedHours(override, date).map(hours => ({ name, status: 'CLOSED', hours }))
  }
  const open = hoursOn(override.Config, date)
  const none = OverrideType === 'STANDARD' && open.length === 0
  if (none) return [{ name, status: 'CLOSED', hours: ALL_DAY }]
  return open.map(hours => ({ name, status: 'OPEN', hours }))
}

function minuteOf(time = { Hours: 0, Minutes: 0 }): number {
  return time.Hours * 60 + time.Minutes
}

function joined(hours: readonly Hours[]): Hours[] {
  const result: Hours[] = []
  for (const each of hours.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (!last || each.from > last.until) result.push(each)
    else {
      result[result.length - 1] = { from: last.from, until: Math.max(last.until, each.until) }
    }
  }
  return result
}

function without(open: readonly Hours[], closed: readonly Hours[]): Hours[] {
  let rest = [...open]
  for (const { from, until } of closed) {
    rest = rest.flatMap(each => {
      const before = { from: each.from, until: Math.min(each.until, from) }
      const after = { from: Math.max(each.from, until), until: each.until }
      return [before, after].filter(part => part.from < part.until)
    })
  }
  return rest
}
