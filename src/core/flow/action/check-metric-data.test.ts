import { expect, test } from 'vitest'
import { type FlowWorld, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'
import type { Action } from '../flow.ts'

const agents = {
  online: 9,
  available: 1,
  staffed: 4,
  afterContactWork: 0,
  busy: 3,
  missed: 0,
  nonProductive: 5,
}
const world: FlowWorld = {
  queues: [{ id: 'sales' }, { id: 'empty' }],
  agents: ['ana'],
  targetQueueId: 'empty',
  attributes: { queue: 'sales', limit: '300000' },
  metrics: {
    sales: { size: 12, oldestAgeMs: 300_001, agents },
    'agent/ana': { size: 1, agents: { ...agents, available: 0 } },
  },
}

/** Whether the condition of the one branch is met: `yes`, `no`, or `error`. */
function check(parameters: JsonObject, operator: string, operand: string, given = world) {
  const end = (identifier: string): Action => {
    return { identifier, type: 'Nowhere', parameters: {}, errors: [], conditions: [] }
  }
  const action: Action = {
    identifier: 'it',
    type: 'CheckMetricData',
    parameters,
    nextAction: 'error',
    errors: [
      { errorType: 'NoMatchingCondition', nextAction: 'no' },
      { errorType: 'NoMatchingError', nextAction: 'error' },
    ],
    conditions: [{ operator, operands: [operand], nextAction: 'yes' }],
  }
  const all = [action, end('yes'), end('no'), end('error')]
  const actions = new Map(all.map(each => [each.identifier, each]))
  return new ScriptedFlow({ startAction: 'it', actions }, given).wayOut
}

test.each([
  ['NumberOfAgentsAvailable', 'sales', 'NumberGreaterThan', '0', 'yes'],
  ['NumberOfAgentsAvailable', 'sales', 'NumberGreaterThan', '1', 'no'],
  ['NumberOfAgentsStaffed', '$.Attributes.queue', 'Equals', '4', 'yes'],
  ['NumberOfAgentsOnline', 'sales', 'NumberGreaterOrEqualTo', '9', 'yes'],
  ['NumberOfContactsInQueue', 'sales', 'NumberLessThan', '12', 'no'],
  ['NumberOfContactsInQueue', 'sales', 'NumberLessOrEqualTo', '12', 'yes'],
  ['OldestContactInQueueAgeSeconds', 'sales', 'NumberGreaterThan', '300000', 'yes'],
  ['OldestContactInQueueAgeSeconds', 'sales', 'NumberGreaterThan', '$.Attributes.limit', 'yes'],
  ['OldestContactInQueueAgeSeconds', 'sales', 'NumberGreaterThan', '300001', 'no'],
  ['NumberOfAgentsIdle', 'sales', 'NumberGreaterThan', '0', 'error'],
  ['NumberOfAgentsOnline', 'unknown', 'NumberGreaterThan', '0', 'error'],
])('%s of %s %s %s: %s', (MetricType, QueueId, operator, operand, way) => {
  expect(check({ MetricType, QueueId }, operator, operand)).toBe(way)
})

test('the target queue is meant where none is named, and without one it is an error', () => {
  const MetricType = 'NumberOfContactsInQueue'
  expect(check({ MetricType }, 'Equals', '0')).toBe('yes')
  expect(check({ MetricType, QueueId: '' }, 'Equals', '0')).toBe('yes')
  const { targetQueueId: _, ...none } = world
  expect(check({ MetricType }, 'Equals', '0', none)).toBe('error')
})

test("an agent's own queue is asked by the agent", () => {
  const MetricType = 'NumberOfAgentsAvailable'
  expect(check({ MetricType, AgentId: 'ana' }, 'NumberGreaterThan', '0')).toBe('no')
  expect(check({ MetricType, AgentId: 'nobody' }, 'NumberGreaterThan', '0')).toBe('error')
})
