import type { Instant } from '../instant.ts'

/** As Connect writes times in its streams: seconds, UTC, `2026-11-21T13:04:05Z`. */
export function isoTime(instant: Instant): string {
  return `${isoTimeMs(instant).slice(0, 19)}Z`
}

export function isoTimeOrNull(instant: Instant | undefined): string | null {
  return instant === undefined ? null : isoTime(instant)
}

/** With milliseconds, as agent events have it. */
export function isoTimeMs(instant: Instant): string {
  const known = written.get(instant)
  if (known !== undefined) return known
  const text = new Date(instant).toISOString()
  if (written.size >= WRITTEN_MAX) written.clear()
  written.set(instant, text)
  return text
}

// The same few moments are written again and again: a moment is in every record and event of whatever
// happened at it.
const WRITTEN_MAX = 1024
const written = new Map<Instant, string>()
