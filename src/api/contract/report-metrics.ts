// Which metrics a report may have, and those it has until the user chooses.
import type { MetricName } from './metric-words.ts'

export type ReportDimension = 'QUEUE' | 'AGENT' | 'ROUTING_PROFILE' | 'CHANNEL'

const CONTACTS: readonly MetricName[] = [
  'CONTACTS_HANDLED',
  'CONTACTS_HANDLED_INCOMING',
  'CONTACTS_HANDLED_OUTBOUND',
  'CALLBACK_CONTACTS_HANDLED',
  'AVG_HANDLE_TIME',
  'SUM_HANDLE_TIME',
  'AVG_INTERACTION_TIME',
  'AVG_HOLD_TIME',
  'AVG_AFTER_CONTACT_WORK_TIME',
  'AVG_CONTACT_DURATION',
  'CONTACTS_PUT_ON_HOLD',
  'CONTACTS_HOLD_ABANDONS',
  'CONTACTS_AGENT_HUNG_UP_FIRST',
  'CONTACTS_TRANSFERRED_OUT',
  'CONTACTS_TRANSFERRED_IN',
  'CONTACTS_CONSULTED',
]
const WAITING: readonly MetricName[] = [
  'CONTACTS_QUEUED',
  'CONTACTS_ABANDONED',
  'ABANDONMENT_RATE',
  'SERVICE_LEVEL',
  'AVG_ABANDON_TIME',
  'AVG_QUEUE_ANSWER_TIME',
  'MAX_QUEUED_TIME',
]
const TIMES: readonly MetricName[] = [
  'AGENT_OCCUPANCY',
  'SUM_ONLINE_TIME_AGENT',
  'SUM_CONTACT_TIME_AGENT',
  'SUM_IDLE_TIME_AGENT',
  'SUM_NON_PRODUCTIVE_TIME_AGENT',
  'SUM_ERROR_STATUS_TIME_AGENT',
  'AGENT_ANSWER_RATE',
  'AGENT_NON_RESPONSE',
  'AVG_AGENT_CONNECTING_TIME',
]

interface Choice {
  readonly all: readonly MetricName[]
  readonly given: readonly MetricName[]
}

const QUEUE: Choice = {
  all: [...WAITING, ...CONTACTS],
  given: [
    'CONTACTS_QUEUED',
    'CONTACTS_HANDLED',
    'CONTACTS_ABANDONED',
    'SERVICE_LEVEL',
    'AVG_QUEUE_ANSWER_TIME',
    'AVG_HANDLE_TIME',
  ],
}
const AGENT: Choice = {
  all: [...TIMES, ...CONTACTS],
  given: [
    'CONTACTS_HANDLED',
    'AVG_HANDLE_TIME',
    'AGENT_ANSWER_RATE',
    'AGENT_OCCUPANCY',
    'SUM_ONLINE_TIME_AGENT',
    'SUM_NON_PRODUCTIVE_TIME_AGENT',
  ],
}

export const METRICS_OF: Readonly<Record<ReportDimension, Choice>> = {
  QUEUE,
  CHANNEL: QUEUE,
  AGENT,
  ROUTING_PROFILE: AGENT,
}

/** Contacts that leave the queue within it are served well, seconds. */
const SERVICE_LEVEL_SECONDS = 60

interface AskedMetric {
  Name: string
  Threshold?: { Comparison: string; ThresholdValue: number }[]
}

/** As GetMetricDataV2 is asked for it. */
export function askedMetric(
  name: string,
  serviceLevelSeconds = SERVICE_LEVEL_SECONDS,
): AskedMetric {
  if (name !== 'SERVICE_LEVEL') return { Name: name }
  return { Name: name, Threshold: [{ Comparison: 'LT', ThresholdValue: serviceLevelSeconds }] }
}
