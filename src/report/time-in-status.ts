// Who was in which status when, and what that comes to by day.
import { DateTime } from 'luxon'
import type { Instant } from '../core/instant.ts'

const DAY_MS = 86_400_000

export interface StatusStretch {
  readonly agentId: string
  readonly statusId: string
  readonly statusName: string
  /** ROUTABLE, CUSTOM or OFFLINE. */
  readonly statusType: string
  readonly from: Instant
  readonly until: Instant
  /** With a contact in hand. */
  readonly contactMs: number
}

/** What goes on now continues what history has; stretches that meet in the same status are one. */
export function withOpenStretches(
  stretches: readonly StatusStretch[],
  open: readonly StatusStretch[],
): StatusStretch[] {
  const all = [...stretches]
  const last = new Map(all.map((each, index) => [each.agentId, index]))
  for (const goesOn of open) {
    const index = last.get(goesOn.agentId)
    const before = index === undefined ? undefined : all[index]
    if (
      index !== undefined &&
      before?.statusId === goesOn.statusId &&
      before.until === goesOn.from
    ) {
      all[index] = {
        ...before,
        until: goesOn.until,
        contactMs: before.contactMs + goesOn.contactMs,
      }
    } else all.push(goesOn)
  }
  return all.sort((a, b) => a.from - b.from || a.agentId.localeCompare(b.agentId))
}

export interface DayOfAgent {
  readonly agentId: string
  /** Midnight, by the clocks of the zone. */
  readonly day: Instant
  /** By status, ms. */
  readonly ms: ReadonlyMap<string, number>
}

/** By agent and day of the zone; a night's shift counts on both days for what lies in them. */
export function timeInStatus(stretches: readonly StatusStretch[], zone: string): DayOfAgent[] {
  const dayOf = localDays(zone)
  const days = new Map<string, { agentId: string; day: Instant; ms: Map<string, number> }>()
  for (const { agentId, statusName, from, until } of stretches) {
    for (let begun = from; begun < until; ) {
      const { from: day, until: midnight } = dayOf(begun)
      const ended = Math.min(until, midnight)
      const key = `${agentId} ${day}`
      const entry = days.get(key) ?? { agentId, day, ms: new Map<string, number>() }
      days.set(key, entry)
      entry.ms.set(statusName, (entry.ms.get(statusName) ?? 0) + ended - begun)
      begun = ended
    }
  }
  return [...days.values()].sort((a, b) => a.day - b.day || a.agentId.localeCompare(b.agentId))
}

interface LocalDay {
  readonly from: Instant
  readonly until: Instant
}

/** The day of a zone in which an instant lies: each is worked out once, not for every stretch in it. */
function localDays(zone: string): (at: Instant) => LocalDay {
  const known = new Map<number, readonly LocalDay[]>()
  return at => {
    const place = Math.floor(at / DAY_MS)
    const near = known.get(place) ?? []
    const found = near.find(({ from, until }) => from <= at && at < until)
    if (found) return found
    const begin = DateTime.fromMillis(at, { zone }).startOf('day')
    const until = begin.plus({ days: 1 }).startOf('day').toMillis()
    const day = { from: begin.toMillis(), until }
    known.set(place, [...near, day])
    return day
  }
}
