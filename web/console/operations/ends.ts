// Until when a notice holds, as it is chosen.

/** Hours, the end of the day, what it was before, or nobody knows. */
export const ENDS = ['forever', 'kept', '1', '2', '4', '8', 'today'] as const

export type End = (typeof ENDS)[number]

/** Epoch ms; undefined when it has no end. */
export function endOf(end: End, now: number, kept: number | undefined): number | undefined {
  if (end === 'forever') return undefined
  if (end === 'kept') return kept !== undefined && kept > now ? kept : undefined
  if (end !== 'today') return now + Number(end) * 3_600_000
  const midnight = new Date(now)
  midnight.setHours(24, 0, 0, 0)
  return midnight.getTime()
}
