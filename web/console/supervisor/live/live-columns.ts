// The columns a table of queues or of routing profiles may have.
import type { MetricName } from '../texts/metric-texts.ts'

export type LiveTab = 'queues' | 'profiles' | 'agents'

const AGENTS: readonly MetricName[] = [
  'AGENTS_ONLINE',
  'AGENTS_STAFFED',
  'AGENTS_AVAILABLE',
  'AGENTS_ON_CONTACT',
  'AGENTS_AFTER_CONTACT_WORK',
  'AGENTS_NON_PRODUCTIVE',
  'AGENTS_ERROR',
  'SLOTS_ACTIVE',
  'SLOTS_AVAILABLE',
]

/** Counted since midnight, from history. */
export const TODAY: readonly MetricName[] = [
  'CONTACTS_QUEUED',
  'CONTACTS_HANDLED',
  'CONTACTS_ABANDONED',
  'ABANDONMENT_RATE',
  'SERVICE_LEVEL',
  'AVG_QUEUE_ANSWER_TIME',
  'AVG_HANDLE_TIME',
]

export const COLUMNS: Readonly<Record<'queues' | 'profiles', readonly MetricName[]>> = {
  queues: ['CONTACTS_IN_QUEUE', 'OLDEST_CONTACT_SINCE', 'CONTACTS_SCHEDULED', ...AGENTS, ...TODAY],
  profiles: [...AGENTS, ...TODAY.filter(each => each !== 'SERVICE_LEVEL')],
}

/** What is shown until the user chooses. */
export const GIVEN: Readonly<Record<'queues' | 'profiles', readonly MetricName[]>> = {
  queues: [
    'CONTACTS_IN_QUEUE',
    'OLDEST_CONTACT_SINCE',
    'AGENTS_ONLINE',
    'AGENTS_AVAILABLE',
    'AGENTS_ON_CONTACT',
    'CONTACTS_HANDLED',
    'CONTACTS_ABANDONED',
    'SERVICE_LEVEL',
  ],
  profiles: [
    'AGENTS_ONLINE',
    'AGENTS_AVAILABLE',
    'AGENTS_ON_CONTACT',
    'AGENTS_AFTER_CONTACT_WORK',
    'AGENTS_NON_PRODUCTIVE',
    'AGENTS_ERROR',
    'CONTACTS_HANDLED',
    'AVG_HANDLE_TIME',
  ],
}

/** What limits can be set on. */
export const LIMITED: Readonly<Record<LiveTab, readonly MetricName[]>> = {
  queues: [
    'CONTACTS_IN_QUEUE',
    'OLDEST_CONTACT_SINCE',
    'AGENTS_AVAILABLE',
    'AGENTS_ONLINE',
    'AGENTS_ERROR',
    'CONTACTS_ABANDONED',
    'ABANDONMENT_RATE',
    'SERVICE_LEVEL',
    'AVG_QUEUE_ANSWER_TIME',
    'AVG_HANDLE_TIME',
  ],
  profiles: ['AGENTS_AVAILABLE', 'AGENTS_ONLINE', 'AGENTS_ERROR', 'AVG_HANDLE_TIME'],
  agents: ['STATUS_AGE', 'CONTACT_AGE'],
}

/** The names the stream has: an age comes as the time since when. */
export function streamMetric(metric: MetricName): string {
  return metric === 'OLDEST_CONTACT_SINCE' ? 'OLDEST_CONTACT_AGE' : metric
}

export function isToday(metric: string): boolean {
  return (TODAY as readonly string[]).includes(metric)
}
