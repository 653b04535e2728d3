// Historical metrics as a report: what the console's page of reports asks, asked of the same operation.

import { type MetricName, metricKind, metricWords } from '../api/contract/metric-words.ts'
import { askedMetric, METRICS_OF, type ReportDimension } from '../api/contract/report-metrics.ts'
import type { ReportColumn } from '../api/contract/report-table.ts'
import { column, maySee, type ReportPart, type ReportTask } from './report-task.ts'
import { type ColumnWord, speaks } from './report-words.ts'

const KIND = {
  QUEUE: 'queue',
  AGENT: 'agent',
  ROUTING_PROFILE: 'routing-profile',
  CHANNEL: 'queue',
} as const
const WORD: Readonly<Record<ReportDimension, ColumnWord>> = {
  QUEUE: 'queue',
  AGENT: 'agent',
  ROUTING_PROFILE: 'routingProfile',
  CHANNEL: 'channel',
}
const GROUPS_MAX = 1_000

export async function metricsReport(
  task: ReportTask,
): Promise<ReportPart | { readonly refused: string }> {
  const { world, words, request, userId } = task
  const { from, until, zone, interval: period } = request
  if (!Object.hasOwn(METRICS_OF, request.by)) {
    return { refused: `\`by\` must be one of ${Object.keys(METRICS_OF).join(', ')}.` }
  }
  const by = request.by as ReportDimension
  const wrong = request.metrics.find(each => !METRICS_OF[by].all.some(name => name === each))
  if (wrong !== undefined) return { refused: `A report by ${by} has no metric ${wrong}.` }
  const chosen = METRICS_OF[by].all.filter(each => request.metrics.includes(each))
  const metrics = chosen.length > 0 ? chosen : METRICS_OF[by].given
  const { ids, isCut } = idsOf(task, by)
  const asked = { from, until, zone, period, dimension: by, ids }
  const answer =
    ids.length === 0
      ? { rows: [] }
      : await world.askMetrics(
          { ...asked, metrics: metrics.map(each => askedMetric(each)) },
          userId,
        )
  if ('refused' in answer) return answer
  const isWhole = period === 'TOTAL'
  return {
    columns: [
      column(words, WORD[by]),
      ...(isWhole ? [] : [column(words, 'from', 'moment')]),
      ...metrics.map(each => metricColumn(each, request.language)),
    ],
    rows: answer.rows.map(({ group, begun, values }) => [
      nameOf(task, by, group),
      ...(isWhole ? [] : [begun]),
      ...metrics.map(each => cellOf(each, values.get(each))),
    ]),
    isCut,
    chart: { by: isWhole ? WORD[by] : 'from', of: metrics.slice(0, 1) },
  }
}

function metricColumn(id: MetricName, language: string): ReportColumn {
  const kind = metricKind(id)
  return {
    id,
    header: metricWords[speaks(language)][id],
    kind: kind === 'seconds' ? 'duration' : kind === 'percent' ? 'percent' : 'count',
  }
}

function cellOf(metric: MetricName, value: number | undefined): number | null {
  if (value === undefined) return null
  return metricKind(metric) === 'seconds' ? value * 1000 : value
}

/** Those asked for, or all that may be seen. */
function idsOf(task: ReportTask, by: ReportDimension) {
  const { request, world } = task
  const kind = KIND[by]
  const all =
    request.ids.length > 0
      ? request.ids
      : [...world.centre.directory.list(kind)].map(({ id }) => id)
  const seen = all.filter(id => maySee(task, kind, id))
  return { ids: seen.slice(0, GROUPS_MAX), isCut: seen.length > GROUPS_MAX }
}

function nameOf({ world }: ReportTask, by: ReportDimension, id: string): string {
  const { directory } = world.centre
  if (by === 'CHANNEL') return id
  if (by === 'AGENT') return directory.get('agent', id)?.Username ?? id
  return directory.get(KIND[by], id)?.Name ?? id
}
