// When a scheduled report is due, and which time it covers. By the clocks of its zone: when those are put
// forward over the time it is due, it is made at the next time there is; when they are put back, it is made once.
import { DateTime } from 'luxon'
import type { ReportScheduleDocument } from '../core/directory/report-schedule.ts'
import type { Instant } from '../core/instant.ts'

type When = Pick<ReportScheduleDocument, 'Every' | 'At' | 'Weekday' | 'Zone' | 'Covers'>

/** The first time after an instant. */
export function dueAfter(when: When, after: Instant): Instant {
  const { Every, At, Weekday, Zone } = when
  const [hour = 0, minute = 0] = At.split(':').map(Number)
  const local = DateTime.fromMillis(after, { zone: Zone })
  if (Every === 'hour') {
    const wall = local.startOf('minute')
    const ahead = (minute - wall.minute + 60) % 60
    const due = wall.plus({ minutes: ahead }).toMillis()
    return due > after ? due : wall.plus({ minutes: ahead + 60 }).toMillis()
  }
  const stepDays = Every === 'day' ? 1 : 7
  const first = Every === 'day' ? local : local.plus({ days: Weekday - local.weekday })
  for (let days = -stepDays; ; days += stepDays) {
    const due = first
      .startOf('day')
      .plus({ days })
      .set({ hour, minute, second: 0, millisecond: 0 })
      .toMillis()
    if (due > after) return due
  }
}

/** Whole hours, days or weeks (from Monday) before the time at which it is due. */
export function coveredBy(
  { Every, Zone, Covers }: When,
  dueAt: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const end = DateTime.fromMillis(dueAt, { zone: Zone }).startOf(Every)
  const begin = end.minus({ [Every]: Covers }).startOf(Every)
  return { from: begin.toMillis(), until: end.toMillis() }
}

/** What is due by now and has not been made, oldest first; of too many the last ones. */
export function dueUntil(when: When, doneUntil: Instant, now: Instant, most: number): Instant[] {
  const due: Instant[] = []
  for (let at = dueAfter(when, doneUntil); at <= now; at = dueAfter(when, at)) {
    due.push(at)
    if (due.length > most) due.shift()
  }
  return due
}
