import type { Instant } from '../../core/instant.ts'

/** The second of the last that was asked for, up to its full stop: many things happen in one second. */
let last: { readonly second: number; readonly text: string } = { second: Number.NaN, text: '' }

/** ISO 8601 with milliseconds and Z. */
export function isoTime(at: Instant): string {
  const second = Math.floor(at / 1000)
  if (last.second !== second) {
    last = { second, text: new Date(second * 1000).toISOString().slice(0, -'000Z'.length) }
  }
  const ms = at - second * 1000
  return `${last.text}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`
}
