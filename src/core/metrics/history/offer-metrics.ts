// How agents answered when they were offered contacts. An offer counts when it is over.
import type { Expression, Test } from './measure.ts'
import { average, count, type Metric, span, sum } from './metric.ts'

const OFFER = { of: 'offer', at: 'endedAt' } as const
const CONNECTING: Expression = span('offeredAt', 'endedAt')

const accepted: Test = { column: 'outcome', in: ['accepted'] }
const notAccepted: Test = { column: 'outcome', notIn: ['accepted'] }
const agentsFault: Test = { column: 'outcome', in: ['missed', 'rejected', 'failed'] }

export const OFFER_METRICS: readonly Metric[] = [
  /** Accepted of all that were offered. */
  {
    name: 'AGENT_ANSWER_RATE',
    unit: 'PERCENT',
    value: { of: count(OFFER, accepted), over: count(OFFER) },
  },
  /** Offered and not accepted, be it that the customer went first. */
  { name: 'AGENT_NON_RESPONSE', unit: 'COUNT', value: count(OFFER, notAccepted) },
  /** Offered and missed, rejected or failed. */
  {
    name: 'AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS',
    unit: 'COUNT',
    value: count(OFFER, agentsFault),
  },
  /** From the offer until it was answered or had lapsed. */
  {
    name: 'SUM_CONNECTING_TIME_AGENT',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: sum(OFFER, CONNECTING),
  },
  {
    name: 'AVG_AGENT_CONNECTING_TIME',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: average(OFFER, CONNECTING),
  },
]
