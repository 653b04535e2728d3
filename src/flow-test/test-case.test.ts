import { describe, expect, test } from 'vitest'
import { runTestCase } from './run-test-case.ts'
import { NUMBER, setupInputs } from './setup.ts'
import { isSimilar } from './similarity.ts'
import { readTestCase } from './test-case.ts'

const failsTo = (NextAction: string, ...types: readonly string[]) =>
  ['NoMatchingError', ...types].map(ErrorType => ({ NextAction, ErrorType }))
const equals = (operand: string, NextAction: string) => ({
  NextAction,
  Condition: { Operator: 'Equals', Operands: [operand] },
})
const flow = {
  Version: '2019-10-30',
  StartAction: 'Hours',
  Actions: [
    {
      Identifier: 'Hours',
      Type: 'CheckHoursOfOperation',
      Parameters: { HoursOfOperationId: 'office' },
      Transitions: {
        NextAction: 'Closed',
        Conditions: [equals('True', 'Menu'), equals('False', 'Closed')],
        Errors: failsTo('Closed'),
      },
    },
    {
      Identifier: 'Closed',
      Type: 'MessageParticipant',
      Parameters: { Text: 'We are closed.' },
      Transitions: { NextAction: 'Bye', Errors: failsTo('Bye') },
    },
    {
      Identifier: 'Menu',
      Type: 'GetParticipantInput',
      Parameters: { Text: 'Press 1 to be connected to an agent', InputTimeLimitSeconds: '5' },
      Transitions: {
        NextAction: 'Bye',
        Conditions: [equals('1', 'Queue')],
        Errors: failsTo('Bye', 'InputTimeLimitExceeded', 'NoMatchingCondition'),
      },
    },
    {
      Identifier: 'Queue',
      Type: 'UpdateContactTargetQueue',
      Parameters: { QueueId: 'basic' },
      Transitions: { NextAction: 'Transfer', Errors: failsTo('Bye') },
    },
    {
      Identifier: 'Transfer',
      Type: 'TransferContactToQueue',
      Parameters: {},
      Transitions: { NextAction: 'Full', Errors: failsTo('Full', 'QueueAtCapacity') },
    },
    {
      Identifier: 'Full',
      Type: 'MessageParticipant',
      Parameters: { Text: 'All lines are taken.' },
      Transitions: { NextAction: 'Bye', Errors: failsTo('Bye') },
    },
    { Identifier: 'Bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ],
}

const configuration = setupInputs({
  flows: [{ name: 'flow', content: JSON.stringify(flow) }],
  queues: [{ name: 'Basic Queue', id: 'basic' }],
  hours: [{ name: 'office', when: 'closed' }],
})
const ARN = 'arn:aws:connect:us-east-1:000000000000:instance/i'

const observe = (
  Identifier: string,
  Event: object,
  Actions: readonly object[] = [],
  NextObservations: readonly string[] = [],
  Usage: object = { Type: 'EXACTLY' },
) => ({ Identifier, Event, Actions, Usage, Transitions: { NextObservations } })
const act = (Identifier: string, Type: string, Parameters: object, NextAction = '') => ({
  Identifier,
  Type,
  Parameters: { ActionType: Type, ...Parameters },
  Transitions: { NextAction },
})
const override = (ActionType: string, ActionParameters: object, Strategy: object) =>
  act('override', 'OverrideSystemBehavior', {
    Behavior: { Type: 'FlowAction', Properties: { ActionType, ActionParameters, Strategy } },
  })
const began = { Identifier: 'e', Type: 'TestInitiated', Actor: 'System', Properties: {} }
const hears = (Text: string) => ({ Type: 'MessageReceived', Actor: 'System', Properties: { Text } })
const openHours = override(
  'CheckHoursOfOperation',
  { HoursOfOperationId: `${ARN}/operating-hours/office` },
  { Type: 'SubstituteResource', SubstituteArn: `${ARN}/operating-hours/always` },
)
const press = (Value: string, next = '') =>
  act(
    'press',
    'SendInstruction',
    { Actor: 'Customer', Instruction: { Type: 'DtmfInput', Properties: { Value } } },
    next,
  )
const assertion = (Namespace: string, Operand: string, next = '') =>
  act('assert', 'Assert', { Namespace, Operator: 'Equals', Operand }, next)
const end = act('end', 'TestControl', { Command: { Type: 'EndTest' } })
const transfer = {
  Type: 'FlowActionStarted',
  Properties: { ActionType: 'TransferContactToQueue', ActionParameters: { QueueId: 'basic' } },
}

function play(...Observations: readonly object[]) {
  const read = readTestCase(JSON.stringify({ Version: '2019-10-30', Metadata: {}, Observations }))
  if ('problems' in read) throw new Error(read.problems.join(' '))
  return runTestCase(read.testCase, { configuration, from: '+12065550100', to: NUMBER })
}

describe('a test case in the testing language', () => {
  test('opens the office, hears the menu, presses 1 and finds itself in the queue', () => {
    const result = play(
      observe('Start', began, [openHours], ['Menu']),
      observe('Menu', hears('Press 1 to be connected to an agent'), [press('1')], ['Queue']),
      observe('Queue', transfer, [assertion('$.Queue.Name', 'Basic Queue', 'end'), end]),
    )
    expect(result.records.map(({ status }) => status)).toEqual(['PASSED', 'PASSED', 'PASSED'])
    expect(result.passed).toBe(true)
  })

  test('fails when an assertion does not hold, and says what was there', () => {
    const result = play(
      observe('Start', began, [openHours], ['Menu']),
      observe('Menu', hears('Press 1'), [press('1')], ['Queue']),
      observe('Queue', transfer, [assertion('$.Queue.Name', 'Gold Queue', 'end'), end]),
    )
    expect(result.passed).toBe(false)
    expect(JSON.stringify(result.records.at(-1)?.record)).toContain('"Actual":"Basic Queue"')
  })

  test('fails when what it waits for never comes', () => {
    const result = play(observe('Start', began, [], ['Menu']), observe('Menu', hears('Press 1')))
    expect(result.passed).toBe(false)
    expect(result.records.find(({ observationId }) => observationId === 'Menu')?.status).toBe(
      'FAILED',
    )
  })

  test('mocks hours, full queues and the end of the call', () => {
    const result = play(
      observe(
        'Start',
        began,
        [
          override(
            'CheckHoursOfOperation',
            {},
            {
              Type: 'MockResponse',
              Response: { Type: 'ExecutionResult', ExecutionResult: { Value: 'InHours' } },
            },
          ),
          override(
            'TransferContactToQueue',
            { QueueId: 'basic' },
            {
              Type: 'MockResponse',
              Response: { Type: 'Error', Error: { Value: 'QueueAtCapacity' } },
            },
          ),
        ],
        ['Menu'],
      ),
      observe('Menu', hears('Press 1'), [press('1')], ['Full']),
      observe('Full', hears('All lines are taken'), [], ['Done']),
      observe('Done', { Type: 'TestCompleted', Properties: {} }),
    )
    expect(result.records.map(({ observationId, status }) => [observationId, status])).toEqual([
      ['Start', 'PASSED'],
      ['Menu', 'PASSED'],
      ['Full', 'PASSED'],
      ['Done', 'PASSED'],
    ])
  })

  test('logs what it is asked to', () => {
    const log = act('log', 'TestControl', {
      Command: {
        Type: 'LogData',
        Properties: { Expressions: { number: '$.CustomerEndpoint.Address' } },
      },
    })
    const result = play(observe('Closed', hears('We are closed'), [log]))
    expect(JSON.stringify(result.records)).toContain('"number":"+12065550100"')
  })
})

describe('a test case that is none is refused with its problems', () => {
  test.each([
    ['{', 'not JSON'],
    ['{}', 'no Observations'],
    [
      JSON.stringify({ Version: '2019-10-30', Observations: [observe('a', { Type: 'Sunrise' })] }),
      'no Type of',
    ],
    [
      JSON.stringify({ Version: '2019-10-30', Observations: [observe('a', began, [], ['b'])] }),
      'is no observation',
    ],
    [
      JSON.stringify({
        Version: '2019-10-30',
        Observations: [observe('a', began), observe('a', began)],
      }),
      'same Identifier',
    ],
  ])('%s', (content, sentence) => {
    const read = readTestCase(content)
    expect('problems' in read && read.problems.join(' ')).toContain(sentence)
  })
})

test('a flow that goes round and round keeps nobody waiting for the end of its test', () => {
  const round = Array.from({ length: 200 }, (_, index) => ({
    Identifier: `set${index}`,
    Type: 'UpdateFlowAttributes',
    Parameters: { FlowAttributes: { a: { Value: '1' } } },
    Transitions: { NextAction: index === 199 ? 'wait' : `set${index + 1}` },
  }))
  const wait = {
    Identifier: 'wait',
    Type: 'Wait',
    Parameters: { TimeLimitSeconds: '1' },
    Transitions: { NextAction: 'set0', Errors: failsTo('set0') },
  }
  const Actions = [...round, wait]
  const content = JSON.stringify({ Version: '2019-10-30', StartAction: 'set0', Actions })
  const read = readTestCase(
    JSON.stringify({
      Version: '2019-10-30',
      Metadata: {},
      Observations: [observe('Start', began, [], ['Heard']), observe('Heard', hears('Hello'))],
    }),
  )
  if ('problems' in read) throw new Error(read.problems.join(' '))
  const startedAt = performance.now()
  const result = runTestCase(read.testCase, {
    configuration: setupInputs({ flows: [{ name: 'round', content }] }),
    from: '+12065550100',
    to: NUMBER,
  })
  expect(result.passed).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(3000)
})

test('similar sentences are told from others', () => {
  expect(
    isSimilar('Press 1 to be connected to an agent', 'To be connected to an agent, press 1.'),
  ).toBe(true)
  expect(isSimilar('Press 1 to be connected', 'We are closed today.')).toBe(false)
})
