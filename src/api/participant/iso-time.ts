import type { Instant } from '../../core/instant.ts'

let last: { readonly at: Instant; readonly text: string } = { at: Number.NaN, text: '' }

/** ISO 8601 with milliseconds and Z. Many things happen at one moment, so the last is kept. */
export function isoTime(at: Instant): string {
  if (last.at !== at) last = { at, text: new Date(at).toISOString() }
  return last.text
}
