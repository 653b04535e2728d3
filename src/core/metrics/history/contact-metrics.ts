// How many contacts there were and what became of them. Contacts count when they are disconnected, as
// in Connect, unless the metric says otherwise.
import type { Expression, Test } from './measure.ts'
import { average, count, type Metric, span, sum, within } from './metric.ts'

const DISCONNECTED = { of: 'contact', at: 'disconnectedAt' } as const
const INCOMING = ['INBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'WEBRTC_API']

const handled: Test = { present: 'connectedToAgentAt' }
const transferredOut: Test = { present: 'transferredTo' }
const beganBy = (...methods: readonly string[]): Test => ({
  column: 'initiationMethod',
  in: methods,
})
const endedBy = (reason: string): Test => ({ column: 'disconnectReason', in: [reason] })

/** From the beginning until nothing was left to be done: the customer gone, after-contact work over. */
const RESOLUTION: Expression = span('initiatedAt', {
  firstOf: ['afterContactWorkEndedAt', 'disconnectedAt'],
})

export const CONTACT_METRICS: readonly Metric[] = [
  /** Contacts that began, counted when they began. Those that go on are not in history yet. */
  {
    name: 'CONTACTS_CREATED',
    unit: 'COUNT',
    metricFilters: ['INITIATION_METHOD'],
    value: count({ of: 'contact', at: 'initiatedAt' }),
  },
  /** Contacts that an agent talked to. */
  {
    name: 'CONTACTS_HANDLED',
    unit: 'COUNT',
    metricFilters: ['INITIATION_METHOD', 'DISCONNECT_REASON'],
    value: count(DISCONNECTED, handled),
  },
  /** The same, counted when the agent was connected. */
  {
    name: 'CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT',
    unit: 'COUNT',
    metricFilters: ['INITIATION_METHOD'],
    value: count({ of: 'contact', at: 'connectedToAgentAt' }),
  },
  /** Handled ones that came in, transfers among them. Only GetMetricData has it. */
  {
    name: 'CONTACTS_HANDLED_INCOMING',
    unit: 'COUNT',
    value: count(DISCONNECTED, handled, beganBy(...INCOMING)),
  },
  /** Handled ones in which an agent called the customer. Only GetMetricData has it. */
  {
    name: 'CONTACTS_HANDLED_OUTBOUND',
    unit: 'COUNT',
    value: count(DISCONNECTED, handled, beganBy('OUTBOUND')),
  },
  /** Handled ones that the API began. Only GetMetricData has it. */
  {
    name: 'API_CONTACTS_HANDLED',
    unit: 'COUNT',
    value: count(DISCONNECTED, handled, beganBy('API')),
  },
  /** Handled callbacks. Only GetMetricData has it. */
  {
    name: 'CALLBACK_CONTACTS_HANDLED',
    unit: 'COUNT',
    value: count(DISCONNECTED, handled, beganBy('CALLBACK')),
  },
  /** The agent hung up before the customer did. Only GetMetricData has it. */
  {
    name: 'CONTACTS_AGENT_HUNG_UP_FIRST',
    unit: 'COUNT',
    value: count(DISCONNECTED, handled, endedBy('AGENT_DISCONNECT')),
  },
  /** Contacts that ended, for whatever reason or for those the filter names. */
  {
    name: 'SUM_CONTACTS_DISCONNECTED',
    unit: 'COUNT',
    metricFilters: ['DISCONNECT_REASON'],
    value: count(DISCONNECTED, { present: 'disconnectReason' }),
  },
  /** From the beginning to the disconnection, on average. */
  {
    name: 'AVG_CONTACT_DURATION',
    unit: 'SECONDS',
    value: average(DISCONNECTED, span('initiatedAt', 'disconnectedAt')),
  },
  /** From the beginning until after-contact work was over, or the customer gone where there was none. */
  { name: 'AVG_RESOLUTION_TIME', unit: 'SECONDS', value: average(DISCONNECTED, RESOLUTION) },
  /** Contacts with nothing left to be done so soon after they began. */
  {
    name: 'CONTACTS_RESOLVED_IN_X',
    unit: 'COUNT',
    comparisons: ['LT', 'LTE'],
    value: threshold => count(DISCONNECTED, within(RESOLUTION, threshold)),
  },
  /** Time in flows that are not about waiting, holding or whispering. */
  { name: 'SUM_CONTACT_FLOW_TIME', unit: 'SECONDS', value: sum(DISCONNECTED, 'flowMs') },

  /** The customer went on elsewhere: as another contact, or with a number outside. */
  {
    name: 'CONTACTS_TRANSFERRED_OUT',
    unit: 'COUNT',
    value: count(DISCONNECTED, transferredOut),
  },
  /** The same, after an agent had talked to the customer. */
  {
    name: 'CONTACTS_TRANSFERRED_OUT_BY_AGENT',
    unit: 'COUNT',
    value: count(DISCONNECTED, transferredOut, handled),
  },
  /** To another contact of this centre. */
  {
    name: 'CONTACTS_TRANSFERRED_OUT_INTERNAL',
    unit: 'COUNT',
    value: count(DISCONNECTED, { column: 'transferredTo', in: ['internal'] }),
  },
  /** To a number outside. */
  {
    name: 'CONTACTS_TRANSFERRED_OUT_EXTERNAL',
    unit: 'COUNT',
    value: count(DISCONNECTED, { column: 'transferredTo', in: ['external'] }),
  },
  /** Those whose agents called somebody in, who answered. Only GetMetricData has it. */
  {
    name: 'CONTACTS_CONSULTED',
    unit: 'COUNT',
    value: count(DISCONNECTED, { present: 'consultedMs' }),
  },
  /** Contacts that go on from another one. Only GetMetricData has it. */
  {
    name: 'CONTACTS_TRANSFERRED_IN',
    unit: 'COUNT',
    value: count(DISCONNECTED, beganBy('TRANSFER', 'QUEUE_TRANSFER')),
  },
  /** Those of them that came from another queue. Only GetMetricData has it. */
  {
    name: 'CONTACTS_TRANSFERRED_IN_FROM_QUEUE',
    unit: 'COUNT',
    value: count(DISCONNECTED, beganBy('QUEUE_TRANSFER')),
  },
]
