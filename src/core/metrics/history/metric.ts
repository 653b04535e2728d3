// What a historical metric is: a measure, or one measure over another, with what people may ask of it.
import { FACT_COLUMNS, type FactKind } from '../fact.ts'
import type { Aggregate, Column, Comparison, Count, Expression, Measure, Test } from './measure.ts'

export interface Metric {
  readonly name: string
  readonly unit: 'COUNT' | 'SECONDS' | 'PERCENT'
  readonly value: Ratio | Measure | ((threshold: Threshold) => Ratio | Measure)
  /** Says within how long, for those whose value depends on it. */
  readonly comparisons?: readonly Comparison[]
  /** By what it can be narrowed down, beside other metrics of the same report. */
  readonly metricFilters?: readonly MetricFilterKey[]
  /** Metric filters say what is counted, and not of what. */
  readonly isShare?: boolean
}

export interface Threshold {
  readonly comparison: Comparison
  readonly ms: number
}

export interface Ratio {
  readonly of: Measure
  readonly over: Measure
}

/** What reports are grouped and filtered by. */
export const DIMENSIONS = {
  QUEUE: 'queueId',
  CHANNEL: 'channel',
  ROUTING_PROFILE: 'routingProfileId',
  AGENT: 'agentId',
  'contact/segmentAttributes/connect:Subtype': 'subtype',
  INITIATION_METHOD: 'initiationMethod',
  DISCONNECT_REASON: 'disconnectReason',
  ROUTING_STEP_EXPRESSION: 'expression',
  FLOW_TYPE: 'flowType',
  FLOWS_RESOURCE_ID: 'flowId',
  FLOWS_OUTCOME_TYPE: 'outcome',
  FLOWS_NEXT_RESOURCE_ID: 'nextFlowId',
  FLOWS_NEXT_RESOURCE_QUEUE_ID: 'nextQueueId',
} as const satisfies Readonly<Record<string, Column>>

export type Dimension = keyof typeof DIMENSIONS

export type MetricFilterKey = 'INITIATION_METHOD' | 'DISCONNECT_REASON' | 'FLOWS_OUTCOME_TYPE'

/** Facts of a kind that count at an instant of theirs, as the start of measures. */
interface Source {
  readonly of: FactKind
  readonly at: Column | 'stretch'
}

export function count(source: Source, ...where: readonly Test[]): Measure & Count {
  return { ...source, by: 'count', where }
}

export function sum(
  source: Source,
  value: Expression,
  ...where: readonly Test[]
): Measure & Aggregate {
  return { ...source, by: 'sum', value, where }
}

export function max(source: Source, value: Expression, ...where: readonly Test[]): Measure {
  return { ...source, by: 'max', value, where }
}

export function min(source: Source, value: Expression, ...where: readonly Test[]): Measure {
  return { ...source, by: 'min', value, where }
}

/** Over those facts that have the value. */
export function average(source: Source, value: Expression, ...where: readonly Test[]): Ratio {
  return {
    of: sum(source, value, ...where),
    over: count(source, ...where, { present: value }),
  }
}

export function span(from: Expression, to: Expression): Expression {
  return { minus: [to, from] }
}

export function within(value: Expression, { comparison, ms }: Threshold): Test {
  return { value, comparison, ms }
}

/** The measures it takes. */
export function measuresOf(value: Ratio | Measure): readonly Measure[] {
  return 'over' in value ? [value.of, value.over] : [value]
}

/** Has what the metric counts this property? */
export function hasDimension(value: Ratio | Measure, dimension: Dimension): boolean {
  return measuresOf(value).every(({ of }) => {
    // A flow is known by its own page alone: contacts too say with which flow they began.
    if (dimension === 'FLOWS_RESOURCE_ID' || dimension === 'FLOWS_OUTCOME_TYPE')
      return of === 'flow'
    return DIMENSIONS[dimension] in FACT_COLUMNS[of]
  })
}
