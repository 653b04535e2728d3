// What agents did for contacts: talk, hold, after-contact work. A contact counts when it is
// disconnected, for the agent who had it last.
import type { Expression, Test } from './measure.ts'
import { average, count, type Metric, span, sum } from './metric.ts'

const HANDLED = { of: 'contact', at: 'disconnectedAt' } as const

const handled: Test = { present: 'connectedToAgentAt' }
const wasHeld: Test = { value: 'holdCount', comparison: 'GT', ms: 0 }
const onHoldAtEnd: Test = { column: 'leftOnHold', is: true }

/** From when the agent is connected until the agent has gone. */
const TALK: Expression = span('connectedToAgentAt', 'agentLeftAt')
/** Without hold. */
const INTERACTION: Expression = { minus: [TALK, 'holdMs'] }
const AFTER_CONTACT_WORK: Expression = span('agentLeftAt', 'afterContactWorkEndedAt')
/** With hold and after-contact work. */
const HANDLE: Expression = span('connectedToAgentAt', {
  firstOf: ['afterContactWorkEndedAt', 'agentLeftAt'],
})

export const HANDLING_METRICS: readonly Metric[] = [
  /** Talk, hold and after-contact work of a handled contact. */
  { name: 'AVG_HANDLE_TIME', unit: 'SECONDS', value: average(HANDLED, HANDLE) },
  { name: 'SUM_HANDLE_TIME', unit: 'SECONDS', value: sum(HANDLED, HANDLE) },
  /** The same without the time in which a task was put aside. */
  {
    name: 'AVG_ACTIVE_TIME',
    unit: 'SECONDS',
    value: average(HANDLED, { minus: [HANDLE, 'pausedMs'] }),
  },
  /** How long a handled contact was put aside. */
  { name: 'AVG_AGENT_PAUSE_TIME', unit: 'SECONDS', value: average(HANDLED, 'pausedMs', handled) },
  /** Talk without hold. */
  {
    name: 'AVG_INTERACTION_TIME',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: average(HANDLED, INTERACTION),
  },
  { name: 'SUM_INTERACTION_TIME', unit: 'SECONDS', value: sum(HANDLED, INTERACTION) },
  /** Talk and hold. */
  { name: 'AVG_INTERACTION_AND_HOLD_TIME', unit: 'SECONDS', value: average(HANDLED, TALK) },
  { name: 'SUM_INTERACTION_AND_HOLD_TIME', unit: 'SECONDS', value: sum(HANDLED, TALK) },
  /** From when the agent left the talk until the contact was put away. */
  {
    name: 'AVG_AFTER_CONTACT_WORK_TIME',
    unit: 'SECONDS',
    metricFilters: ['INITIATION_METHOD'],
    value: average(HANDLED, AFTER_CONTACT_WORK),
  },
  { name: 'SUM_AFTER_CONTACT_WORK_TIME', unit: 'SECONDS', value: sum(HANDLED, AFTER_CONTACT_WORK) },
  /** How long a customer was on hold, of those who were. */
  { name: 'AVG_HOLD_TIME', unit: 'SECONDS', value: average(HANDLED, 'holdMs', wasHeld) },
  /** The same, of all handled contacts. */
  {
    name: 'AVG_HOLD_TIME_ALL_CONTACTS',
    unit: 'SECONDS',
    value: average(HANDLED, 'holdMs', handled),
  },
  { name: 'SUM_HOLD_TIME', unit: 'SECONDS', value: sum(HANDLED, 'holdMs') },
  /** How often a customer was put on hold, of all handled contacts. */
  { name: 'AVG_HOLDS', unit: 'COUNT', value: average(HANDLED, 'holdCount', handled) },
  { name: 'CONTACTS_PUT_ON_HOLD', unit: 'COUNT', value: count(HANDLED, wasHeld) },
  /** The talk ended while the customer was on hold. */
  { name: 'CONTACTS_HOLD_ABANDONS', unit: 'COUNT', value: count(HANDLED, onHoldAtEnd) },
  {
    name: 'CONTACTS_ON_HOLD_AGENT_DISCONNECT',
    unit: 'COUNT',
    value: count(HANDLED, onHoldAtEnd, { column: 'disconnectReason', in: ['AGENT_DISCONNECT'] }),
  },
  {
    name: 'CONTACTS_ON_HOLD_CUSTOMER_DISCONNECT',
    unit: 'COUNT',
    value: count(HANDLED, onHoldAtEnd, { column: 'disconnectReason', in: ['CUSTOMER_DISCONNECT'] }),
  },
]
