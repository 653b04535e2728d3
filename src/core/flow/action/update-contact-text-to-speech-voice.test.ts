import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const TYPE = 'UpdateContactTextToSpeechVoice'

test('the voice, its engine and its style are set', () => {
  const flow = runAction(
    TYPE,
    {
      TextToSpeechVoice: '$.Attributes.voice',
      TextToSpeechEngine: 'Neural',
      TextToSpeechStyle: 'None',
    },
    { attributes: { voice: 'Amy' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setVoice')).toEqual([
    { do: 'setVoice', voice: 'Amy', engine: 'neural', style: 'None' },
  ])
})

test('what follows is spoken by it', () => {
  const flow = runAction(TYPE, { TextToSpeechVoice: 'Amy' })
  expect(flow.contact.view.voice.voice).toBe('Amy')
})

test('no voice takes the error branch, and other channels need none', () => {
  const parameters = { TextToSpeechVoice: '$.Attributes.none' }
  expect(runAction(TYPE, parameters).wayOut).toBe('NoMatchingError')
  expect(runAction(TYPE, parameters, { channel: 'CHAT' }).wayOut).toBe('next')
})
