import type { Instant } from '../instant.ts'

/** As Connect writes times in its streams: seconds, UTC, `2026-11-21T13:04:05Z`. */
export function isoTime(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`
}

export function isoTimeOrNull(instant: Instant | undefined): string | null {
  return instant === undefined ? null : isoTime(instant)
}

/** With milliseconds, as agent events have it. */
export function isoTimeMs(instant: Instant): string {
  return new Date(instant).toISOString()
}
