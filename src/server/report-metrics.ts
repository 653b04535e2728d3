// Metrics for reports, asked of GetMetricDataV2 in the name of a user.
import type { AskedMetrics, AskMetrics, MetricsRow } from '../report/ask-metrics.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { type AskAsUserWorld, askAsUser } from './ask-as-user.ts'

/** So many values of a filter the service takes. */
const VALUES_MAX = 100

interface Page {
  readonly NextToken?: string
  readonly message?: string
  readonly MetricResults?: readonly {
    readonly Dimensions?: Readonly<Record<string, string>>
    readonly MetricInterval?: { readonly StartTime?: number }
    readonly Collections?: readonly {
      readonly Metric?: { readonly Name?: string }
      readonly Value?: number
    }[]
  }[]
}

export function reportMetrics(world: AskAsUserWorld): AskMetrics {
  return async (asked, userId) => {
    // What each hundred comes to cannot be made into an average of all.
    if (asked.dimension === 'CHANNEL' && asked.ids.length > VALUES_MAX) {
      return { refused: `A report by CHANNEL is about ${VALUES_MAX} queues at most: choose some.` }
    }
    const rows: MetricsRow[] = []
    for (let first = 0; first < asked.ids.length; first += VALUES_MAX) {
      const ids = asked.ids.slice(first, first + VALUES_MAX)
      const refused = await addPages(world, { ...asked, ids }, userId, rows)
      if (refused !== undefined) return { refused }
    }
    return { rows }
  }
}

/** Answers why it was refused. Throws `HistoryUnavailable`: it may go better later. */
async function addPages(
  world: AskAsUserWorld,
  asked: AskedMetrics,
  userId: string,
  rows: MetricsRow[],
): Promise<string | undefined> {
  const { dimension } = asked
  const body = {
    ResourceArn: world.instanceArn(),
    StartTime: asked.from / 1000,
    EndTime: asked.until / 1000,
    Interval: { TimeZone: asked.zone, IntervalPeriod: asked.period },
    Filters: [
      { FilterKey: dimension === 'CHANNEL' ? 'QUEUE' : dimension, FilterValues: asked.ids },
    ],
    Groupings: [dimension],
    Metrics: asked.metrics,
  }
  for (let NextToken: string | undefined; ; ) {
    const page = { ...body, ...(NextToken !== undefined && { NextToken }) }
    const request = { userId, rawPath: '/metrics/data', body: page }
    const { status, answer } = await askAsUser<Page>(world, request)
    if (status === 500) throw new HistoryUnavailable(reasonOf(answer))
    if (status !== 200) return reasonOf(answer)
    for (const { Dimensions, MetricInterval, Collections = [] } of answer.MetricResults ?? []) {
      const values = Collections.flatMap(({ Metric, Value }) =>
        Value === undefined ? [] : [[Metric?.Name ?? '', Value] as const],
      )
      const begun = Math.round((MetricInterval?.StartTime ?? 0) * 1000)
      rows.push({ group: Dimensions?.[dimension] ?? '', begun, values: new Map(values) })
    }
    NextToken = answer.NextToken
    if (NextToken === undefined) return undefined
  }
}

function reasonOf({ Message, message }: Page & { readonly Message?: string }): string {
  return Message ?? message ?? 'Metrics cannot be told now.'
}
