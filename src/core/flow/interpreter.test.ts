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
