// A queue over the day: who came, who waited, and how many agents there were for them.
import type { Cell } from '../api/contract/report-table.ts'
import type { Instant } from '../core/instant.ts'
import { bordersOf, type IntervalPeriod } from '../core/metrics/history/intervals.ts'
import { column, maySee, type ReportPart, type ReportTask } from './report-task.ts'

const PARTS_MAX = 1_000
const PERIODS: readonly IntervalPeriod[] = ['FIFTEEN_MIN', 'THIRTY_MIN', 'HOUR', 'DAY']
const AGENT_TIMES = ['SUM_ONLINE_TIME_AGENT', 'SUM_CONTACT_TIME_AGENT'] as const

export async function queueDay(
  task: ReportTask,
): Promise<ReportPart | { readonly refused: string }> {
  const { world, words, request } = task
  const { from, until, zone } = request
  const period = PERIODS.find(each => each === request.interval)
  if (!period) return { refused: `\`interval\` must be one of ${PERIODS.join(', ')}.` }
  const [queueId] = request.ids
  if (queueId === undefined || !maySee(task, 'queue', queueId)) {
    return { refused: '`ids` must be the id of a queue.' }
  }
  const borders = bordersOf({ from, until, period, zone }, PARTS_MAX)
  if (!borders) return { refused: `There are at most ${PARTS_MAX} intervals; take longer ones.` }
  const rowsMax = PARTS_MAX
  const rows = await world.reader.report({ of: 'queueDay', from, until, queueId, borders, rowsMax })
  const staff = await agentsOf(task, queueId, period)
  // Nobody there would be another statement than that nobody knows.
  if ('refused' in staff) return staff
  return {
    columns: [
      column(words, 'from', 'moment'),
      column(words, 'came', 'count'),
      column(words, 'answered', 'count'),
      column(words, 'abandoned', 'count'),
      column(words, 'waitingAverage', 'number'),
      column(words, 'waitingMost', 'count'),
      column(words, 'longestWait', 'duration'),
      column(words, 'online', 'number'),
      column(words, 'withContacts', 'number'),
    ],
    rows: rows.map((row, index): Cell[] => {
      const [begun = 0, ...numbers] = row.map(Number)
      const lengthMs = (borders[index + 1] ?? until) - begun
      const agents = AGENT_TIMES.map(
        name => ((staff.get(begun)?.[name] ?? 0) * 1000) / Math.max(lengthMs, 1),
      )
      return [begun, ...numbers, ...agents]
    }),
    isCut: false,
    chart: { by: 'from', of: ['waitingAverage', 'came', 'abandoned', 'online'] },
  }
}

/** Time of the agents whose routing profile has the queue now, by interval, seconds. */
async function agentsOf(
  { world, request, userId }: ReportTask,
  queueId: string,
  period: IntervalPeriod,
): Promise<ReadonlyMap<Instant, Readonly<Record<string, number>>> | { readonly refused: string }> {
  const { from, until, zone } = request
  const profiles = [...world.centre.directory.list('routing-profile')]
    .filter(({ document }) => document.QueueConfigs.some(each => each.QueueId === queueId))
    .map(({ id }) => id)
  const sums = new Map<Instant, Record<string, number>>()
  if (profiles.length === 0) return sums
  const answer = await world.askMetrics(
    {
      from,
      until,
      zone,
      period,
      dimension: 'ROUTING_PROFILE',
      ids: profiles,
      metrics: AGENT_TIMES.map(Name => ({ Name })),
    },
    userId,
  )
  if ('refused' in answer) return answer
  for (const { begun, values } of answer.rows) {
    const sum = sums.get(begun) ?? {}
    sums.set(begun, sum)
    for (const [name, value] of values) sum[name] = (sum[name] ?? 0) + value
  }
  return sums
}
