// When a queue's schedule is open. The wall clock decides: when the clock is put forward over an
// opening time, the schedule opens with the first minute that exists; an hour that comes twice
// counts twice.
import { DateTime } from 'luxon'
import type { DirectoryView } from '../directory/directory.ts'
import type { HoursOfOperationDocument } from '../directory/document.ts'
import type { Instant } from '../instant.ts'
import { covers, effectiveHours } from './effective-hours.ts'

/** Is the schedule open? One in a time zone nobody knows is closed. */
export function isOpen(
  schedule: HoursOfOperationDocument,
  now: Instant,
  parents: readonly HoursOfOperationDocument[] = [],
): boolean {
  const local = DateTime.fromMillis(now, { zone: schedule.TimeZone })
  if (!local.isValid) return false
  const date = DateTime.utc(local.year, local.month, local.day)
  const today = effectiveHours(schedule, parents, date)
  const yesterday = effectiveHours(schedule, parents, date.minus({ days: 1 }))
  return covers(today, yesterday, local.hour * 60 + local.minute)
}

/** Those whose overrides hold in a schedule too. */
export function parentsOf(
  directory: DirectoryView,
  { ParentHoursOfOperationIds = [] }: HoursOfOperationDocument,
): HoursOfOperationDocument[] {
  return ParentHoursOfOperationIds.flatMap(id => directory.get('operating-hours', id) ?? [])
}
