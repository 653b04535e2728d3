// Every metric of a period, counted fact by fact, by queue, agent, routing profile and flow.
import type { Fact, FactKind } from '../../core/metrics/fact.ts'
import { countFacts } from '../../core/metrics/history/count-facts.ts'
import type { Counted } from '../../core/metrics/history/measure.ts'
import { hasDimension, measuresOf } from '../../core/metrics/history/metric.ts'
import { METRICS, OLD_ONLY } from '../../core/metrics/history/metrics.ts'
import {
  type AskedMetric,
  addCells,
  filtered,
  type Plan,
  planOf,
  Report,
  type ReportRow,
} from '../../core/metrics/history/report.ts'

const DIMENSIONS = ['QUEUE', 'AGENT', 'ROUTING_PROFILE', 'FLOWS_RESOURCE_ID'] as const

/** Everything that can be asked by one dimension, and what it comes to. */
export interface VerifiedGrouping {
  readonly dimension: (typeof DIMENSIONS)[number]
  readonly metrics: readonly AskedMetric[]
  readonly rows: readonly ReportRow[]
}

/** Facts are taken so many at a time. */
const PART = 5000

export const FACT_KINDS = [
  'contact',
  'queueStay',
  'offer',
  'agentState',
  'flow',
  'routingStep',
] as const

/** @param kinds the metrics of which are wanted */
export async function recount(
  factsOf: (kind: FactKind) => AsyncIterable<Fact>,
  { borders, kinds }: { readonly borders: readonly number[]; readonly kinds: readonly FactKind[] },
): Promise<readonly VerifiedGrouping[]> {
  const plans = DIMENSIONS.map(dimension => {
    const metrics = [...METRICS.values()]
      .filter(({ name }) => !OLD_ONLY.has(name))
      .map((metric): AskedMetric => {
        const threshold = { comparison: 'LT', ms: 20_000 } as const
        return { metric, ...(metric.comparisons && { threshold }) }
      })
      .filter(asked => {
        const value = filtered(asked)
        const isWanted = measuresOf(value).every(({ of }) => kinds.includes(of))
        return isWanted && hasDimension(value, dimension)
      })
    return planOf({ borders, groupings: [dimension], filters: [], metrics })
  })
  const counts: (readonly (readonly Counted[])[])[] = plans.map(({ queries }) =>
    queries.map(() => []),
  )
  for (const kind of kinds) {
    for await (const part of partsOf(factsOf(kind))) {
      plans.forEach((plan, index) => {
        counts[index] = added(plan, counts[index] ?? [], part)
      })
    }
  }
  return plans.map((plan, index) => {
    const report = new Report(plan, counts[index] ?? [])
    return {
      dimension: DIMENSIONS[index] as VerifiedGrouping['dimension'],
      metrics: plan.request.metrics,
      rows: report.rows(0, report.size),
    }
  })
}

function added(
  { queries }: Plan,
  counted: readonly (readonly Counted[])[],
  part: readonly Fact[],
): readonly (readonly Counted[])[] {
  return queries.map((query, index) => {
    const known = counted[index] ?? []
    return part[0]?.kind === query.of ? addCells(query, known, countFacts(query, part)) : known
  })
}

async function* partsOf(facts: AsyncIterable<Fact>): AsyncIterable<readonly Fact[]> {
  let part: Fact[] = []
  for await (const fact of facts) {
    if (part.push(fact) < PART) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
