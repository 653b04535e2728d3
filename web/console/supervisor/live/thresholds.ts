// When a number is worth a colour: what the user has said about each metric.

/** Seconds, percent or a count, as the metric has it. */
export interface Threshold {
  readonly metric: string
  readonly warn?: number | undefined
  readonly alarm?: number | undefined
  /** Too little is what is bad, not too much. */
  readonly below?: boolean | undefined
  /** An alarm is heard, too. */
  readonly sound?: boolean | undefined
}

export type Level = 'calm' | 'warn' | 'alarm'

export function levelOf(threshold: Threshold | undefined, value: number | undefined): Level {
  if (!threshold || value === undefined) return 'calm'
  const beyond = (limit: number | undefined) =>
    limit !== undefined && (threshold.below ? value < limit : value > limit)
  if (beyond(threshold.alarm)) return 'alarm'
  return beyond(threshold.warn) ? 'warn' : 'calm'
}

export interface Breach {
  readonly rowId: string
  readonly name: string
  readonly metric: string
  readonly level: Level
  readonly value: number
  readonly sound: boolean
}

/** What is beyond its threshold now, alarms first. */
export function breachesOf(
  rows: readonly {
    readonly id: string
    readonly name: string
    value(metric: string): number | undefined
  }[],
  thresholds: readonly Threshold[],
): Breach[] {
  const found = thresholds.flatMap(threshold =>
    rows.flatMap(({ id, name, value: read }) => {
      const value = read(threshold.metric)
      const level = levelOf(threshold, value)
      if (value === undefined || level === 'calm') return []
      const { metric, sound = false } = threshold
      return [{ rowId: id, name, metric, level, value, sound }]
    }),
  )
  return found.sort((a, b) => Number(b.level === 'alarm') - Number(a.level === 'alarm'))
}

/** The same as long as the same row is as far beyond the same limit. */
export function breachKey({ rowId, metric, level }: Breach): string {
  return `${rowId}/${metric}/${level}`
}
