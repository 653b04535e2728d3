// Every historical metric there is, by name.
import { AGENT_TIME_METRICS } from './agent-time-metrics.ts'
import { CONTACT_METRICS } from './contact-metrics.ts'
import { FLOW_METRICS } from './flow-metrics.ts'
import { HANDLING_METRICS } from './handling-metrics.ts'
import type { Metric } from './metric.ts'
import { OFFER_METRICS } from './offer-metrics.ts'
import { QUEUE_METRICS } from './queue-history.ts'
import { ROUTING_STEP_METRICS } from './routing-step-metrics.ts'

export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    ...CONTACT_METRICS,
    ...HANDLING_METRICS,
    ...QUEUE_METRICS,
    ...OFFER_METRICS,
    ...AGENT_TIME_METRICS,
    ...FLOW_METRICS,
    ...ROUTING_STEP_METRICS,
  ].map(metric => [metric.name, metric]),
)

/** Only the older operation knows these. */
export const OLD_ONLY: ReadonlySet<string> = new Set([
  'API_CONTACTS_HANDLED',
  'CALLBACK_CONTACTS_HANDLED',
  'CONTACTS_AGENT_HUNG_UP_FIRST',
  'CONTACTS_CONSULTED',
  'CONTACTS_HANDLED_INCOMING',
  'CONTACTS_HANDLED_OUTBOUND',
  'CONTACTS_TRANSFERRED_IN',
  'CONTACTS_TRANSFERRED_IN_FROM_QUEUE',
])

/** What GetMetricData calls those that have another name now; the others are called the same. */
export const OLD_NAMES: Readonly<Record<string, string>> = {
  ABANDON_TIME: 'AVG_ABANDON_TIME',
  AFTER_CONTACT_WORK_TIME: 'AVG_AFTER_CONTACT_WORK_TIME',
  CONTACTS_MISSED: 'AGENT_NON_RESPONSE',
  HANDLE_TIME: 'AVG_HANDLE_TIME',
  HOLD_TIME: 'AVG_HOLD_TIME',
  INTERACTION_AND_HOLD_TIME: 'AVG_INTERACTION_AND_HOLD_TIME',
  INTERACTION_TIME: 'AVG_INTERACTION_TIME',
  OCCUPANCY: 'AGENT_OCCUPANCY',
  QUEUE_ANSWER_TIME: 'AVG_QUEUE_ANSWER_TIME',
  QUEUED_TIME: 'MAX_QUEUED_TIME',
}
