// Lengths of time as agents read them.

/** 0:07, 12:05, 1:02:03. Never negative, for clocks disagree a little. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0
    ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

/** Whole seconds until a moment, counting the one that has begun. */
export function secondsUntil(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1000))
}
