// How contacts waited. Every stay in a queue counts by itself, when the contact leaves that queue.
import type { Expression, Test } from './measure.ts'
import { average, count, type Metric, max, span, within } from './metric.ts'

const STAY = { of: 'queueStay', at: 'leftAt' } as const
const WAIT: Expression = span('enqueuedAt', 'leftAt')

const left = (...outcomes: readonly string[]): Test => ({ column: 'outcome', in: outcomes })
const answered = left('handled')
const abandoned = left('abandoned')
const removed = left('handled', 'abandoned', 'callback')

export const QUEUE_METRICS: readonly Metric[] = [
  /** Contacts that were put into a queue, counted when they left it. */
  { name: 'CONTACTS_QUEUED', unit: 'COUNT', value: count(STAY) },
  /** The same, counted when they came into it. Those that still wait are not in history yet. */
  {
    name: 'CONTACTS_QUEUED_BY_ENQUEUE',
    unit: 'COUNT',
    value: count({ of: 'queueStay', at: 'enqueuedAt' }),
  },
  /** The customer gave up, or was lost, while waiting. Who is promised a callback has not. */
  {
    name: 'CONTACTS_ABANDONED',
    unit: 'COUNT',
    metricFilters: ['INITIATION_METHOD'],
    value: count(STAY, abandoned),
  },
  /** Abandoned of all that were queued. */
  {
    name: 'ABANDONMENT_RATE',
    unit: 'PERCENT',
    value: { of: count(STAY, abandoned), over: count(STAY) },
  },
  /** How long those waited who gave up. */
  {
    name: 'AVG_ABANDON_TIME',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: average(STAY, WAIT, abandoned),
  },
  /** How long those waited whom an agent answered. */
  {
    name: 'AVG_QUEUE_ANSWER_TIME',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: average(STAY, WAIT, answered),
  },
  /** The longest time anybody waited, whatever came of it. */
  { name: 'MAX_QUEUED_TIME', unit: 'SECONDS', value: max(STAY, WAIT) },
  {
    name: 'SUM_CONTACTS_ANSWERED_IN_X',
    unit: 'COUNT',
    comparisons: ['LT', 'LTE'],
    value: threshold => count(STAY, answered, within(WAIT, threshold)),
  },
  {
    name: 'SUM_CONTACTS_ABANDONED_IN_X',
    unit: 'COUNT',
    comparisons: ['LT', 'LTE'],
    value: threshold => count(STAY, abandoned, within(WAIT, threshold)),
  },
  /** Answered, given up or exchanged for a callback so soon. */
  {
    name: 'CONTACTS_REMOVED_FROM_QUEUE_IN_X',
    unit: 'COUNT',
    comparisons: ['LT', 'LTE'],
    value: threshold => count(STAY, removed, within(WAIT, threshold)),
  },
  /** Removed from the queue so soon, of all that were queued. */
  {
    name: 'SERVICE_LEVEL',
    unit: 'PERCENT',
    comparisons: ['LT', 'LTE'],
    value: threshold => ({
      of: count(STAY, removed, within(WAIT, threshold)),
      over: count(STAY),
    }),
  },
  /** Moved to another queue or flow while waiting. */
  {
    name: 'CONTACTS_TRANSFERRED_OUT_FROM_QUEUE',
    unit: 'COUNT',
    value: count(STAY, left('transferred')),
  },
  /** Callbacks whose customer could not be reached and is to be called again. */
  {
    name: 'SUM_RETRY_CALLBACK_ATTEMPTS',
    unit: 'COUNT',
    value: count(STAY, left('callback'), { column: 'initiationMethod', in: ['CALLBACK'] }),
  },
]
