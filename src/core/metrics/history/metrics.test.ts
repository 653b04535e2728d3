// Every metric by its definition, on a day that can be counted by hand.
import { expect, test } from 'vitest'
import { FACT_COLUMNS, type Fact, type FactOf } from '../fact.ts'
import { countFacts } from './count-facts.ts'
import { measuresOf } from './metric.ts'
import { METRICS, OLD_NAMES, OLD_ONLY } from './metrics.ts'
import { filtered, planOf, Report } from './report.ts'
import { missingPart } from './unbuilt-metrics.ts'

const S = 1000
const AT = 1_000_000

function contact(given: Partial<FactOf<'contact'>>): Fact {
  return {
    kind: 'contact',
    contactId: 'c',
    initialContactId: 'c',
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    initiatedAt: AT,
    holdMs: 0,
    longestHoldMs: 0,
    holdCount: 0,
    leftOnHold: false,
    missedOffers: 0,
    pausedMs: 0,
    pauseCount: 0,
    flowMs: 0,
    disconnectedAt: AT + 100 * S,
    endedAt: AT + 100 * S,
    abandoned: false,
    attributes: {},
    tags: {},
    ...given,
  }
}

function stay(outcome: string, waitMs: number, given: Partial<FactOf<'queueStay'>> = {}): Fact {
  return {
    kind: 'queueStay',
    contactId: 'c',
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    queueId: 'q',
    priority: 5,
    enqueuedAt: AT,
    leftAt: AT + waitMs,
    outcome,
    ...given,
  }
}

function offer(outcome: string): Fact {
  return {
    kind: 'offer',
    contactId: 'c',
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    queueId: 'q',
    agentId: 'a',
    offeredAt: AT,
    endedAt: AT + 4 * S,
    outcome,
  }
}

function stretch(statusType: string, activity: string, from: number, until: number): Fact {
  return {
    kind: 'agentState',
    agentId: 'a',
    statusId: 's',
    statusName: 's',
    statusType,
    activity,
    from: AT + from * S,
    until: AT + until * S,
  }
}

function run(outcome: string, lengthMs: number): Fact {
  return {
    kind: 'flow',
    contactId: 'c',
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    flowId: 'f',
    flowType: 'CONTACT_FLOW',
    startedAt: AT,
    endedAt: AT + lengthMs,
    outcome,
  }
}

function step(outcome: string): Fact {
  return {
    kind: 'routingStep',
    contactId: 'c',
    channel: 'VOICE',
    queueId: 'q',
    expression: '{}',
    startedAt: AT,
    endedAt: AT + S,
    outcome,
  }
}

/** 50 s of talk, 10 of them on hold, then 10 s of work; with a task put aside for 5 s in it. */
const HANDLED = {
  connectedToAgentAt: AT + 40 * S,
  agentLeftAt: AT + 90 * S,
  afterContactWorkEndedAt: AT + 100 * S,
  disconnectedAt: AT + 90 * S,
  holdMs: 10 * S,
  holdCount: 2,
  pausedMs: 5 * S,
  disconnectReason: 'AGENT_DISCONNECT',
  flowMs: 7 * S,
} as const

const DAY: readonly Fact[] = [
  contact(HANDLED),
  contact({
    ...HANDLED,
    initiationMethod: 'CALLBACK',
    holdMs: 0,
    holdCount: 0,
    afterContactWorkEndedAt: AT + 120 * S,
    disconnectReason: 'CUSTOMER_DISCONNECT',
    transferredTo: 'internal',
  }),
  contact({ ...HANDLED, initiationMethod: 'API', leftOnHold: true }),
  contact({
    ...HANDLED,
    initiationMethod: 'OUTBOUND',
    leftOnHold: true,
    consultedMs: 12 * S,
    disconnectReason: 'CUSTOMER_DISCONNECT',
    transferredTo: 'external',
  }),
  contact({ initiationMethod: 'TRANSFER', abandoned: true }),
  contact({ initiationMethod: 'QUEUE_TRANSFER', transferredTo: 'external' }),
  stay('handled', 10 * S),
  stay('handled', 20 * S),
  stay('abandoned', 30 * S),
  stay('callback', 5 * S),
  stay('callback', 50 * S, { initiationMethod: 'CALLBACK' }),
  stay('transferred', 3 * S),
  stay('ended', 1 * S),
  stay('handled', 15 * S),
  offer('accepted'),
  offer('accepted'),
  offer('missed'),
  offer('rejected'),
  offer('withdrawn'),
  stretch('ROUTABLE', 'idle', 0, 30),
  stretch('ROUTABLE', 'connecting', 30, 35),
  stretch('ROUTABLE', 'contact', 35, 95),
  stretch('ROUTABLE', 'error', 95, 105),
  stretch('CUSTOM', 'idle', 105, 120),
  stretch('OFFLINE', 'idle', 120, 500),
  run('TRANSFERRED_TO_QUEUE', 6 * S),
  run('TRANSFERRED_TO_QUEUE', 10 * S),
  run('DROPPED', 2 * S),
  run('DISCONNECTED_PARTICIPANT', 2 * S),
  step('expired'),
  step('joined'),
  step('joined'),
  step('left'),
]

/** With a threshold of less than 20 seconds. */
const EXPECTED: Readonly<Record<string, number>> = {
  CONTACTS_CREATED: 6,
  CONTACTS_HANDLED: 4,
  CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT: 4,
  CONTACTS_HANDLED_INCOMING: 1,
  CONTACTS_HANDLED_OUTBOUND: 1,
  API_CONTACTS_HANDLED: 1,
  CALLBACK_CONTACTS_HANDLED: 1,
  CONTACTS_AGENT_HUNG_UP_FIRST: 2,
  SUM_CONTACTS_DISCONNECTED: 4,
  AVG_CONTACT_DURATION: (4 * 90 + 2 * 100) / 6,
  AVG_RESOLUTION_TIME: (5 * 100 + 120) / 6,
  CONTACTS_RESOLVED_IN_X: 0,
  SUM_CONTACT_FLOW_TIME: 28,
  CONTACTS_TRANSFERRED_OUT: 3,
  CONTACTS_TRANSFERRED_OUT_BY_AGENT: 2,
  CONTACTS_TRANSFERRED_OUT_INTERNAL: 1,
  CONTACTS_TRANSFERRED_OUT_EXTERNAL: 2,
  CONTACTS_CONSULTED: 1,
  CONTACTS_TRANSFERRED_IN: 2,
  CONTACTS_TRANSFERRED_IN_FROM_QUEUE: 1,
  AVG_HANDLE_TIME: (3 * 60 + 80) / 4,
  SUM_HANDLE_TIME: 260,
  AVG_ACTIVE_TIME: (3 * 55 + 75) / 4,
  AVG_AGENT_PAUSE_TIME: 5,
  AVG_INTERACTION_TIME: (3 * 40 + 50) / 4,
  SUM_INTERACTION_TIME: 170,
  AVG_INTERACTION_AND_HOLD_TIME: 50,
  SUM_INTERACTION_AND_HOLD_TIME: 200,
  AVG_AFTER_CONTACT_WORK_TIME: (3 * 10 + 30) / 4,
  SUM_AFTER_CONTACT_WORK_TIME: 60,
  AVG_HOLD_TIME: 10,
  AVG_HOLD_TIME_ALL_CONTACTS: 7.5,
  SUM_HOLD_TIME: 30,
  AVG_HOLDS: 1.5,
  CONTACTS_PUT_ON_HOLD: 3,
  CONTACTS_HOLD_ABANDONS: 2,
  CONTACTS_ON_HOLD_AGENT_DISCONNECT: 1,
  CONTACTS_ON_HOLD_CUSTOMER_DISCONNECT: 1,
  CONTACTS_QUEUED: 8,
  CONTACTS_QUEUED_BY_ENQUEUE: 8,
  CONTACTS_ABANDONED: 1,
  ABANDONMENT_RATE: 12.5,
  AVG_ABANDON_TIME: 30,
  AVG_QUEUE_ANSWER_TIME: 15,
  MAX_QUEUED_TIME: 50,
  SUM_CONTACTS_ANSWERED_IN_X: 2,
  SUM_CONTACTS_ABANDONED_IN_X: 0,
  CONTACTS_REMOVED_FROM_QUEUE_IN_X: 3,
  SERVICE_LEVEL: 37.5,
  CONTACTS_TRANSFERRED_OUT_FROM_QUEUE: 1,
  SUM_RETRY_CALLBACK_ATTEMPTS: 1,
  AGENT_ANSWER_RATE: 40,
  AGENT_NON_RESPONSE: 3,
  AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS: 2,
  SUM_CONNECTING_TIME_AGENT: 20,
  AVG_AGENT_CONNECTING_TIME: 4,
  SUM_ONLINE_TIME_AGENT: 120,
  SUM_NON_PRODUCTIVE_TIME_AGENT: 15,
  SUM_CONTACT_TIME_AGENT: 60,
  SUM_IDLE_TIME_AGENT: 40,
  SUM_ERROR_STATUS_TIME_AGENT: 10,
  AGENT_OCCUPANCY: 60,
  FLOWS_STARTED: 4,
  FLOWS_OUTCOME: 4,
  PERCENT_FLOWS_OUTCOME: 50,
  AVG_FLOW_TIME: 5,
  MAX_FLOW_TIME: 10,
  MIN_FLOW_TIME: 2,
  STEP_CONTACTS_QUEUED: 4,
  PERCENT_CONTACTS_STEP_EXPIRED: 25,
  PERCENT_CONTACTS_STEP_JOINED: 50,
}

test.each([...METRICS.values()])('$name is what its definition says', metric => {
  const share = {
    key: 'FLOWS_OUTCOME_TYPE',
    values: ['TRANSFERRED_TO_QUEUE'],
    negate: false,
  } as const
  const plan = planOf({
    borders: [AT, AT + 1000 * S],
    groupings: [],
    filters: [],
    metrics: [
      {
        metric,
        threshold: { comparison: 'LT', ms: 20 * S },
        filters: metric.isShare ? [share] : [],
      },
    ],
  })
  const report = new Report(
    plan,
    plan.queries.map(query => countFacts(query, DAY)),
  )
  expect(report.rows(0, 1)[0]?.values).toEqual([EXPECTED[metric.name]])
})

test('every metric counts by columns its facts have', () => {
  for (const metric of METRICS.values()) {
    for (const { of, at } of measuresOf(filtered({ metric }))) {
      if (at !== 'stretch') expect(Object.keys(FACT_COLUMNS[of])).toContain(at)
    }
  }
})

test('older names stand for metrics there are', () => {
  for (const name of [...Object.values(OLD_NAMES), ...OLD_ONLY])
    expect(METRICS.has(name)).toBe(true)
})

test('what a metric lacks that is not built is said', () => {
  expect(missingPart('AVG_CASE_RESOLUTION_TIME')).toBe('cases')
  expect(missingPart('PERCENT_TALK_TIME_AGENT')).toBe('conversational analytics')
  expect(missingPart('AI_HANDOFFS')).toBe('AI agents')
  expect(missingPart('NO_SUCH_METRIC')).toBeUndefined()
})
