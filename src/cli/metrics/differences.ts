// What is served otherwise than it was counted.
import type { ReportRow } from '../../core/metrics/history/report.ts'
import type { VerifiedGrouping } from './recount.ts'

/** A value that is served otherwise than it was counted. */
export interface Difference {
  readonly grouping: string
  readonly id: string
  readonly from: string
  readonly metric: string
  readonly served: number | null
  readonly counted: number | null
}

/** Both have a row for every interval of every group, in any order. */
export function differencesOf(
  { dimension, metrics, rows }: VerifiedGrouping,
  served: readonly ReportRow[],
): Difference[] {
  const key = ({ group, from }: ReportRow) => `${group[0]} ${from}`
  const byKey = new Map(served.map(row => [key(row), row]))
  return rows.flatMap(row =>
    metrics.flatMap(({ metric }, index) => {
      const [is, was] = [row.values[index], byKey.get(key(row))?.values[index]]
      if (is === was) return []
      return {
        grouping: dimension,
        id: row.group[0] ?? '',
        from: new Date(row.from).toISOString(),
        metric: metric.name,
        served: was ?? null,
        counted: is ?? null,
      }
    }),
  )
}

/** Without those that history has grown to, or past, between two counts. */
export function lasting(first: readonly Difference[], second: readonly Difference[]): Difference[] {
  const key = ({ grouping, id, from, metric }: Difference) => [grouping, id, from, metric].join(' ')
  const before = new Map(first.map(each => [key(each), each]))
  return second.filter(each => {
    const known = before.get(key(each))
    // Neither there before, nor is what was served from before or after: it is from between.
    return known !== undefined && known.counted === each.counted
  })
}
