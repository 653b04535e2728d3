import { describe, expect, test } from 'vitest'
import { type FlowWorld, runAction, ScriptedFlow } from '../../../test/support/scripted-flow.ts'
import type { Action } from './flow.ts'

function run(actions: readonly Partial<Action>[], world?: FlowWorld): ScriptedFlow {
  const whole = actions.map((each, n): Action => {
    const identifier = each.identifier ?? String(n)
    return { type: 'Nowhere', parameters: {}, errors: [], conditions: [], ...each, identifier }
  })
  const flow = { startAction: '0', actions: new Map(whole.map(each => [each.identifier, each])) }
  return new ScriptedFlow(flow, world)
}

const logging = {
  type: 'UpdateFlowLoggingBehavior',
  parameters: { FlowLoggingBehavior: 'Enabled' },
}

describe('a flow ends', () => {
  test('when the way ahead is missing or leads nowhere', () => {
    expect(run([logging]).ended).toBe('noBranch')
    expect(run([{ ...logging, nextAction: 'nowhere' }]).ended).toBe('noBranch')
  })

  test('when it goes in circles without ever waiting', () => {
    expect(run([{ ...logging, nextAction: '0' }]).ended).toBe('tooLong')
  })

  test('when its start is no action', () => {
    expect(new ScriptedFlow({ startAction: 'x', actions: new Map() }).ended).toBe('noBranch')
  })
})

describe('the way out', () => {
  test('an action we do not know takes its error branch', () => {
    expect(runAction('SomethingNew', {}).wayOut).toBe('NoMatchingError')
  })

  test('an error without a branch of its own takes the catch-all, and without that goes on', () => {
    const full = { targetQueueId: 'q', queues: [{ id: 'q', full: true }] }
    const transfer = { type: 'TransferContactToQueue', nextAction: '1' }
    const catchAll = [{ errorType: 'NoMatchingError', nextAction: '2' }]
    expect(run([{ ...transfer, errors: catchAll }, {}, {}], full).passed).toEqual(['0', '2'])
    expect(run([transfer, {}, {}], full).passed).toEqual(['0', '1'])
  })

  test('the first condition that is true is taken, in the order of the list', () => {
    const starts = (operand: string, nextAction: string) => {
      return { operator: 'TextStartsWith', operands: [operand], nextAction }
    }
    const compare = {
      type: 'Compare',
      parameters: { ComparisonValue: '$.Attributes.a' },
      conditions: [starts('x', '1'), starts('ab', '2'), starts('a', '3')],
    }
    const world = { attributes: { a: 'abc' } }
    expect(run([compare, {}, {}, {}], world).passed).toEqual(['0', '2'])
  })

  const to = (...nextActions: readonly string[]) =>
    nextActions.map(nextAction => ({ operator: 'Equals', operands: [nextAction], nextAction }))
  const error = (errorType: string) => ({ errorType, nextAction: errorType })
  const NONE = error('NoMatchingCondition')
  const ANY = error('NoMatchingError')

  // FLOW_LANGUAGE §1. What is compared is `b`.
  test.each<[string, Partial<Action>, string | undefined]>([
    ['the condition that is true', { conditions: to('a', 'b'), errors: [NONE, ANY] }, 'b'],
    [
      'no match before NextAction',
      { conditions: to('a'), errors: [NONE], nextAction: 'n' },
      NONE.errorType,
    ],
    ['NextAction where no match has no branch', { conditions: to('a'), nextAction: 'n' }, 'n'],
    ['NextAction without conditions', { nextAction: 'n' }, 'n'],
    [
      'no catch-all for a value that matches nothing',
      { conditions: to('a'), errors: [ANY] },
      undefined,
    ],
    ['the end where there is nothing', {}, undefined],
  ])('%s', (_, branches, next) => {
    const world = { attributes: { it: 'b' } }
    const compare = { type: 'Compare', parameters: { ComparisonValue: '$.Attributes.it' } }
    const ends = ['a', 'b', 'n', 'NoMatchingCondition', 'NoMatchingError']
    const flow = run(
      [{ ...compare, ...branches }, ...ends.map(identifier => ({ identifier }))],
      world,
    )
    expect(flow.passed.at(1)).toBe(next)
  })

  test.each<[string, Partial<Action>, string | undefined]>([
    [
      'its own branch',
      { errors: [ANY, error('QueueAtCapacity')], nextAction: 'n' },
      'QueueAtCapacity',
    ],
    ['the catch-all', { errors: [ANY], nextAction: 'n' }, 'NoMatchingError'],
    ['NextAction where there is no catch-all', { errors: [NONE], nextAction: 'n' }, 'n'],
    ['the end where there is nothing', { errors: [NONE] }, undefined],
  ])('a failure takes %s', (_, branches, next) => {
    const full = { targetQueueId: 'q', queues: [{ id: 'q', full: true }] }
    const ends = ['n', 'QueueAtCapacity', 'NoMatchingCondition', 'NoMatchingError']
    const transfer = { type: 'TransferContactToQueue', ...branches }
    const flow = run([transfer, ...ends.map(identifier => ({ identifier }))], full)
    expect(flow.passed.at(1)).toBe(next)
  })

  test('what an action does, the next one sees', () => {
    const flow = run([
      {
        type: 'UpdateContactAttributes',
        parameters: { Attributes: { name: 'Ada' } },
        nextAction: '1',
      },
      { type: 'MessageParticipant', parameters: { Text: 'Hi $.Attributes.name' } },
    ])
    expect(flow.said).toEqual(['Hi Ada'])
  })
})
