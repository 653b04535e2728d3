import { expect, test } from 'vitest'
import { runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { Action } from '../flow.ts'

test.each([
  ['CONTACT_FLOW', 1],
  ['QUEUE_TRANSFER', 1],
  ['CUSTOMER_QUEUE', 0],
  ['AGENT_WHISPER', 0],
] as const)('at the end of a %s the caller is hung up on %i times', (flowType, times) => {
  const flow = runAction('EndFlowExecution', {}, { flowType })
  expect(flow.ended).toBe('action')
  expect(flow.did('disconnect')).toHaveLength(times)
})

test('after an interrupt it goes back to the prompts, as often as they are interrupted', () => {
  const prompts = (identifier: string, text: string, afterwards: string): Action => ({
    identifier,
    type: 'MessageParticipantIteratively',
    parameters: { Messages: [{ Text: text }], InterruptFrequencySeconds: '30' },
    errors: [],
    conditions: [{ operator: 'Equals', operands: ['MessagesInterrupted'], nextAction: afterwards }],
  })
  const plain = (identifier: string, type: string, parameters = {}): Action => {
    return { identifier, type, parameters, nextAction: 'end', errors: [], conditions: [] }
  }
  const actions = [
    prompts('music', 'la la', 'sorry'),
    plain('sorry', 'MessageParticipant', { Text: 'Sorry for the wait' }),
    plain('end', 'EndFlowExecution'),
  ]
  const flow = new ScriptedFlow(
    { startAction: 'music', actions: new Map(actions.map(each => [each.identifier, each])) },
    { flowType: 'CUSTOMER_QUEUE' },
  )
  for (let round = 0; round < 3; round++) {
    expect(flow.waitingAt).toBe('music')
    expect(flow.pass(30).waitingAt).toBe('sorry')
    flow.promptEnds()
  }
  expect(flow.said.slice(0, 3)).toEqual(['la la', 'Sorry for the wait', 'la la'])
})
