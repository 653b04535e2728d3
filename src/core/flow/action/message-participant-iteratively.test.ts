import { expect, test } from 'vitest'
import { runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'
import type { Action } from '../flow.ts'

const TYPE = 'MessageParticipantIteratively'

test('the messages go round until the prompt fails', () => {
  const flow = runAction(
    TYPE,
    { Messages: [{ Text: 'Please wait' }, { PromptId: 'music' }] },
    { prompts: ['music'] },
  )
  expect(flow.said).toEqual(['Please wait', 'prompt/music.wav'])
  expect(flow.did('play')).toMatchObject([{ loop: true }])
  expect(flow.pass(3600).press('1').waitingAt).toBe('it')
  expect(flow.promptEnds('failed').wayOut).toBe('NoMatchingError')
})

test('an interrupt comes when its time is up, and stops the music', () => {
  const flow = runAction(
    TYPE,
    { Messages: [{ Text: 'Please wait' }], InterruptFrequencySeconds: '20' },
    {},
    ['MessagesInterrupted'],
  )
  expect(flow.pass(19).press('1').waitingAt).toBe('it')
  expect(flow.pass(1).wayOut).toBe('=MessagesInterrupted')
  expect(flow.did('stopPlay')).toHaveLength(1)
})

test.each([
  ['a prompt that is gone', { Messages: [{ Text: 'a' }, { PromptId: 'gone' }] }, 'VOICE' as const],
  ['nothing to play', { Messages: [] }, 'VOICE' as const],
  ['a chat', { Messages: [{ Text: 'a' }] }, 'CHAT' as const],
])('%s takes the error branch', (_, parameters, channel) => {
  expect(runAction(TYPE, parameters, { channel }).wayOut).toBe('NoMatchingError')
})

/** Prompts that an interruption comes back to. */
function interrupted(parameters: JsonObject): ScriptedFlow {
  const bare = { parameters: {}, errors: [], conditions: [] }
  const actions: Action[] = [
    {
      ...bare,
      identifier: 'it',
      type: TYPE,
      parameters: {
        Messages: [{ Text: 'one' }, { Text: 'two' }, { Text: 'three' }],
        InterruptFrequencySeconds: '60',
        ...parameters,
      },
      conditions: [{ operator: 'Equals', operands: ['MessagesInterrupted'], nextAction: 'back' }],
    },
    { ...bare, identifier: 'back', type: 'EndFlowExecution' },
  ]
  return new ScriptedFlow(
    { startAction: 'it', actions: new Map(actions.map(each => [each.identifier, each])) },
    { flowType: 'CUSTOMER_QUEUE' },
  )
}

test('after an interruption the messages begin anew', () => {
  const flow = interrupted({})
  flow.pass(60)
  expect(flow.said).toEqual(['one', 'two', 'three', 'one', 'two', 'three'])
})

test('when they are to continue, the next message follows the interruption', () => {
  const flow = interrupted({ ContinueMessagingDuringInterrupt: 'true' })
  expect(flow.said).toEqual(['one'])
  flow.promptEnds().pass(60)
  expect(flow.said).toEqual(['one', 'two', 'three'])
  flow.promptEnds().pass(60)
  expect(flow.said).toEqual(['one', 'two', 'three', 'one', 'two'])
  expect(flow.promptEnds().said.at(-1)).toBe('three')
  expect(flow.promptEnds('failed').ended).toBe('noBranch')
})
