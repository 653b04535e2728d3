// When a queue's schedule is open. The wall clock decides: when the clock is put forward over an
// opening time, the schedule opens with the first minute that exists; an hour that comes twice
// counts twice.
import { DateTime } from 'luxon'
import type { HoursOfOperationDocument } from '../directory/document.ts'
import type { Instant } from '../instant.ts'

type Slot = HoursOfOperationDocument['Config'][number]

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
const MS_PER_DAY = 24 * 60 * 60_000

/** Is the schedule open? One in a time zone nobody knows is closed. */
export function isOpen(document: HoursOfOperationDocument, now: Instant): boolean {
  const local = DateTime.fromMillis(now, { zone: document.TimeZone })
  if (!local.isValid) return false
  const msOfDay = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond
  return document.Config.some(slot => covers(slot, local.weekday, msOfDay))
}

/** `weekday` is 1 for Monday, as ISO 8601 counts. */
function covers(slot: Slot, weekday: number, msOfDay: number): boolean {
  const day = DAYS.indexOf(slot.Day) + 1
  const start = msOf(slot.StartTime)
  const end = msOf(slot.EndTime)
  if (start === end) return weekday === day
  if (start < end) return weekday === day && msOfDay >= start && msOfDay < end
  const dayAfter = (day % 7) + 1
  return (weekday === day && msOfDay >= start) || (weekday === dayAfter && msOfDay < end)
}

function msOf(time: Slot['StartTime']): number {
  return ((time.Hours * 60 + time.Minutes) * 60_000) % MS_PER_DAY
}
