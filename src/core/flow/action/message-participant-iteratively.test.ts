import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

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
