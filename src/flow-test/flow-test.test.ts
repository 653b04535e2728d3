import { describe, expect, test } from 'vitest'
import { exploreFlow } from './explorer.ts'
import { ExpectationFailed, FlowTest } from './flow-test.ts'
import { mutantsOf } from './mutants.ts'
import { runScriptTest } from './run-script.ts'
import { readScript, ScriptError } from './script.ts'
import type { FlowSource } from './setup.ts'

const action = (
  Identifier: string,
  Type: string,
  Parameters: object,
  Transitions: object = {},
) => ({
  Identifier,
  Type,
  Parameters,
  Transitions,
})
const failsTo = (NextAction: string, ...types: readonly string[]) =>
  ['NoMatchingError', ...types].map(ErrorType => ({ NextAction, ErrorType }))
const equals = (operand: string, NextAction: string) => ({
  NextAction,
  Condition: { Operator: 'Equals', Operands: [operand] },
})

const menu = {
  Version: '2019-10-30',
  StartAction: 'Menu',
  Actions: [
    action(
      'Menu',
      'GetParticipantInput',
      { Text: 'For sales, press 1. For support, press 2.', InputTimeLimitSeconds: '5' },
      {
        NextAction: 'Bye',
        Errors: failsTo('Bye', 'InputTimeLimitExceeded', 'NoMatchingCondition'),
        Conditions: [equals('1', 'Note'), equals('2', 'Closed')],
      },
    ),
    action(
      'Note',
      'UpdateContactAttributes',
      { Attributes: { topic: 'sales' } },
      { NextAction: 'Queue', Errors: failsTo('Bye') },
    ),
    action(
      'Queue',
      'UpdateContactTargetQueue',
      { QueueId: 'Sales' },
      { NextAction: 'Transfer', Errors: failsTo('Bye') },
    ),
    action('Transfer', 'TransferContactToQueue', {}, { Errors: failsTo('Bye', 'QueueAtCapacity') }),
    action(
      'Closed',
      'MessageParticipant',
      { Text: 'Support is closed.' },
      { NextAction: 'Bye', Errors: failsTo('Bye') },
    ),
    action('Bye', 'DisconnectParticipant', {}),
  ],
}
const source: FlowSource = { name: 'menu', content: JSON.stringify(menu) }
const open = () =>
  new FlowTest({ flows: [source], queues: [{ name: 'Sales' }], agents: [{ name: 'ann' }] })

describe('a flow is played in virtual time', () => {
  test('a caller presses 1, waits half an hour and talks to an agent', () => {
    const play = open()
    const caller = play.dial()
    caller.expectPrompt('press 1')
    caller.press('1')
    caller.expectQueue('Sales')
    play.wait('30m')
    play.agent('ann').accept()
    caller.expectAgent('ann')
    caller.expectAttributes({ topic: 'sales' })
    caller.hangUp()
    caller.expectEnd('CUSTOMER_DISCONNECT')
  })

  test('a caller who presses 2 hears that support is closed', () => {
    const caller = open().dial()
    caller.press('2')
    expect(caller.expectPrompt(/closed/)).toBe('Support is closed.')
    caller.expectEnd('CONTACT_FLOW_DISCONNECT')
  })

  test('an agent who rejects is not the end: the caller keeps the place', () => {
    const play = open()
    const caller = play.dial()
    caller.press('1')
    const ann = play.agent('ann')
    ann.reject()
    caller.expectQueue('Sales')
    ann.clear()
    ann.accept()
    caller.expectAgent('ann')
  })
})

describe('chats and tasks go the same way', () => {
  const form = {
    Version: '2019-10-30',
    StartAction: 'Ask',
    Actions: [
      action(
        'Ask',
        'ShowView',
        { ViewResource: { Id: 'form', Version: 'Latest' }, InvocationTimeLimitSeconds: '60' },
        {
          NextAction: 'Bye',
          Conditions: [equals('Submit', 'Thanks')],
          Errors: failsTo('Late', 'NoMatchingCondition', 'TimeLimitExceeded'),
        },
      ),
      action(
        'Thanks',
        'MessageParticipant',
        { Text: 'Thank you, $.Views.ViewResultData.name.' },
        { NextAction: 'Bye', Errors: failsTo('Bye') },
      ),
      action(
        'Late',
        'MessageParticipant',
        { Text: 'Too late.' },
        { NextAction: 'Bye', Errors: failsTo('Bye') },
      ),
      action('Bye', 'DisconnectParticipant', {}),
    ],
  }
  const flows = [{ name: 'form', content: JSON.stringify(form) }]

  test('a customer answers a view in a chat', () => {
    const customer = new FlowTest({ flows }).chat()
    customer.answerView('Submit', { name: 'Ann' })
    customer.expectPrompt('Thank you, Ann.')
    customer.expectEnd()
  })

  test('a customer who does not answer in time reads that', () => {
    const customer = new FlowTest({ flows }).chat()
    customer.expectPrompt('Too late.', '90s')
  })

  test('a task waits in a queue and an agent takes it', () => {
    const content = { ...menu, StartAction: 'Note' }
    const play = new FlowTest({
      flows: [{ name: 'task', content: JSON.stringify(content) }],
      queues: [{ name: 'Sales' }],
      agents: [{ name: 'ann' }],
    })
    const task = play.task({ name: 'Call back' })
    task.expectQueue('Sales')
    play.agent('ann').accept()
    task.expectAgent('ann')
  })

  test('the explorer takes every branch in a chat as well', () => {
    const { taken, ways, problems } = exploreFlow(flows[0] as FlowSource, { channel: 'CHAT' })
    expect(problems).toEqual([])
    expect(taken).toBe(ways)
  })
})

describe('what was expected and did not come fails with what was heard', () => {
  test('another prompt', () => {
    const caller = open().dial()
    expect(() => caller.expectPrompt('Welcome')).toThrow(ExpectationFailed)
    expect(() => caller.expectPrompt('Welcome')).toThrow(
      '"For sales, press 1. For support, press 2."',
    )
  })

  test('another queue, another attribute, no end', () => {
    const caller = open().dial()
    caller.press('1')
    expect(() => caller.expectQueue('Support')).toThrow('to be in the queue Support')
    expect(() => caller.expectAttributes({ topic: 'support' })).toThrow('not "sales"')
    expect(() => caller.expectEnd()).toThrow('still going on')
  })
})

test('1,000 scenarios, each with half an hour in the queue, come out the same twice', {
  timeout: 60_000,
}, () => {
  const outcomes = () =>
    Array.from({ length: 1000 }, (_, seed) => {
      const play = new FlowTest(
        { flows: [source], queues: [{ name: 'Sales' }], agents: [{ name: 'ann' }] },
        { seed },
      )
      const caller = play.dial({ from: `+1206555${String(seed).padStart(4, '0')}` })
      caller.press(['1', '2', '3', ''][seed % 4] ?? '')
      play.wait('30m')
      if (seed % 8 === 0) play.agent('ann').accept()
      caller.hangUp()
      return JSON.stringify([caller.contactId, caller.heard, caller.attributes, play.centre.events])
    })
  expect(outcomes()).toEqual(outcomes())
})

describe('scripts', () => {
  const script = readScript(
    JSON.stringify({
      queues: ['Sales'],
      agents: ['ann'],
      tests: [
        {
          name: 'sales',
          steps: [
            { expectPrompt: '/sales/i' },
            { press: '1' },
            { expectQueue: 'Sales', within: '10s' },
            { agent: 'ann', does: 'accept' },
            { expectAgent: 'ann' },
            { agent: 'ann', does: 'hangUp' },
            { expectEnd: 'AGENT_DISCONNECT' },
          ],
        },
        { name: 'wrong', steps: [{ expectPrompt: 'Bonjour' }] },
      ],
    }),
  )

  test('tell what happened, passed or failed', () => {
    const [passed, failed] = script.tests.map(each => runScriptTest(script, [source], each))
    expect(passed?.failure).toBeUndefined()
    expect(passed?.lines.map(({ text }) => text)).toContain(
      'Menu (GetParticipantInput): Equals 1 → Note',
    )
    expect(failed?.failure).toContain('Expected the prompt "Bonjour"')
  })

  test.each([
    ['{', 'not JSON'],
    ['{}', 'neither "steps" nor "tests"'],
    ['{"steps": [{"dance": true}]}', 'is not one of'],
    ['{"tests": [{"name": "x"}]}', '"x" has no steps'],
  ])('%s is refused with a sentence', (text, sentence) => {
    expect(() => readScript(text)).toThrow(ScriptError)
    expect(() => readScript(text)).toThrow(sentence)
  })
})

test('a mutant exchanges two branches, and a test that passes there notices', () => {
  const mutant = mutantsOf(source.content).find(({ change }) => change === 'Equals 1 ⇄ Equals 2')
  const mutated = { name: 'menu', content: mutant?.content ?? '' }
  const play = new FlowTest({ flows: [mutated], queues: [{ name: 'Sales' }] })
  const caller = play.dial()
  caller.press('1')
  expect(() => caller.expectQueue('Sales')).toThrow(ExpectationFailed)
})

test('the explorer takes every branch of every action to an end', () => {
  const { runs, taken, ways, unreached, problems } = exploreFlow(source)
  expect(problems).toEqual([])
  expect(unreached).toEqual([])
  expect(taken).toBe(ways)
  expect(runs).toBeGreaterThan(5)
})
