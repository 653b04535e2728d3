// Reports over history as the API asks for them: what is refused, and how a report is counted.
import type { Instant } from '../core/instant.ts'
import { bordersOf, type IntervalPeriod, isZone } from '../core/metrics/history/intervals.ts'
import type { Comparison, Counted } from '../core/metrics/history/measure.ts'
import { hasDimension, type Metric, type Threshold } from '../core/metrics/history/metric.ts'
import {
  filtered,
  type Plan,
  planOf,
  Report,
  type ReportRequest,
  type ReportRow,
  withFacts,
} from '../core/metrics/history/report.ts'
import { missingPart } from '../core/metrics/history/unbuilt-metrics.ts'
import { agentQueueId } from '../core/queue/agent-queue.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import { type Paging, readToken, writeToken } from './page.ts'
import { invalidParameter, ServiceError } from './service-error.ts'

const INTERVALS_MAX = 100_000
const THRESHOLD_SECONDS_MAX = 604_800

interface AskedTime {
  readonly from: Instant
  readonly until: Instant
  readonly period?: IntervalPeriod | undefined
  readonly zone?: string | undefined
}

/** The intervals of a report, however many years they are. */
export function intervalsOf(
  { now }: OperationContext,
  { from, until, period = 'TOTAL', zone = 'UTC' }: AskedTime,
): readonly Instant[] {
  if (from >= until) throw invalidParameter('StartTime must be before EndTime.')
  if (until > now) throw invalidParameter('EndTime must not be later than now.')
  if (!isZone(zone)) throw invalidParameter(`There is no time zone ${zone}.`)
  const borders = bordersOf({ from, until, period, zone }, INTERVALS_MAX)
  if (!borders) {
    throw invalidParameter(`A report can have ${INTERVALS_MAX} intervals; these are more.`)
  }
  return borders
}

/** Why a metric is refused that is not among ours. */
export function unknownMetric(name: string): ServiceError {
  const part = missingPart(name)
  return invalidParameter(
    part === undefined
      ? `There is no metric ${name}.`
      : `The metric ${name} needs ${part}, which is not built yet.`,
  )
}

export interface AskedThreshold {
  readonly Comparison?: string | undefined
  readonly ThresholdValue?: number | undefined
}

/** Metrics that depend on how long something took need to be told, and no others may be. */
export function thresholdOf(
  { name, comparisons = [] }: Metric,
  asked: AskedThreshold | undefined,
): Threshold | undefined {
  if (comparisons.length === 0) {
    if (asked) throw invalidParameter(`The metric ${name} has no threshold.`)
    return undefined
  }
  const comparison = asked?.Comparison as Comparison | undefined
  const seconds = asked?.ThresholdValue
  if (comparison === undefined || !comparisons.includes(comparison)) {
    throw invalidParameter(`The metric ${name} needs a threshold with ${comparisons.join(' or ')}.`)
  }
  if (
    !Number.isInteger(seconds) ||
    Number(seconds) < 1 ||
    Number(seconds) > THRESHOLD_SECONDS_MAX
  ) {
    throw invalidParameter(
      `ThresholdValue of ${name} must be a whole number from 1 to ${THRESHOLD_SECONDS_MAX}.`,
    )
  }
  return { comparison, ms: Number(seconds) * 1000 }
}

/** Ids of queues and the like, which may have been deleted since: then their history is what counts. */
export function idsOf(values: readonly string[]): readonly string[] {
  return values.map(value => {
    const own = value.lastIndexOf('agent/')
    const isOwnQueue = own >= 0 && (own === 0 || value.includes('/queue/agent/'))
    const id = isOwnQueue ? value.slice(own) : bareId(value)
    if (id === '' || id.length > 100)
      throw invalidParameter(`${value} is neither an id nor an ARN.`)
    return id
  })
}

/** The same for queues: an agent's own is called after the agent. */
export function queueIdsOf(
  { centre }: OperationContext,
  values: readonly string[],
): readonly string[] {
  return idsOf(values).map(id => {
    const isAgent = !centre.directory.get('queue', id) && centre.agent(id) !== undefined
    return isAgent ? agentQueueId(id) : id
  })
}

/** Refuses what a metric cannot be grouped or filtered by. */
export function checkDimensions({ groupings, filters, metrics }: ReportRequest): void {
  const dimensions = [...groupings, ...filters.map(({ dimension }) => dimension)]
  for (const asked of metrics) {
    const wrong = dimensions.find(each => !hasDimension(filtered(asked), each))
    if (wrong === undefined) continue
    throw invalidParameter(`The metric ${asked.metric.name} cannot be told apart by ${wrong}.`)
  }
}

/** What the report's parts come to, what is not written down yet included. */
export async function countReport(
  { facts, centre, now, lastEntry, durable }: OperationContext,
  plan: Plan,
): Promise<readonly (readonly Counted[])[]> {
  const open = [...centre.openStretches(now)]
  // A stretch that ends from now on stands in history soon, and must not be counted twice; one that has
  // just ended must be there.
  const upTo = lastEntry()
  await durable()
  const queries = plan.queries.map(each => (each.at === 'stretch' ? { ...each, upTo } : each))
  const counted = await Promise.all(queries.map(query => facts.count(query))).catch(told)
  return withFacts(plan, counted, open)
}

/** History is read by another process, which may be starting. The SDK asks again by itself. */
function told(error: unknown): never {
  if (!(error instanceof HistoryUnavailable)) throw error
  throw new ServiceError('InternalServiceException', error.message)
}

/** One page of a report, by group and then by time. */
export async function reportPage(
  context: OperationContext,
  request: ReportRequest,
  paging: Paging,
): Promise<{ readonly rows: readonly ReportRow[]; readonly NextToken: string | undefined }> {
  const plan = planOf(request)
  const report = new Report(plan, await countReport(context, plan))
  return pageOfReport(report, paging)
}

export function pageOfReport(
  report: Report,
  { NextToken, MaxResults = 100 }: Paging,
): { readonly rows: readonly ReportRow[]; readonly NextToken: string | undefined } {
  const first = NextToken === undefined ? 0 : report.after(placeOf(NextToken))
  const rows = report.rows(first, MaxResults)
  const last = rows.at(-1)
  const more = first + rows.length < report.size
  const token = more && last ? writeToken(JSON.stringify([last.from, ...last.group])) : undefined
  return { rows, NextToken: token }
}

function placeOf(token: string): { readonly from: Instant; readonly group: readonly string[] } {
  try {
    const [from, ...group] = JSON.parse(readToken(token)) as [number, ...string[]]
    return { from, group }
  } catch {
    // Whatever is wrong with it, it is not what we gave.
    throw invalidParameter('NextToken is not one of ours.')
  }
}
