import { describe, expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const say = (parameters: JsonObject, world?: FlowWorld) =>
  runAction('MessageParticipant', parameters, world)

describe('what is heard', () => {
  test.each<[string, JsonObject, string]>([
    ['words', { Text: 'Hello' }, 'text Hello'],
    ['words with a path', { Text: 'Hello $.Attributes.name.' }, 'text Hello Ada.'],
    ['markup', { SSML: '<speak>Hi</speak>' }, 'ssml <speak>Hi</speak>'],
    ['markup given as words', { Text: ' <speak>Hi</speak>' }, 'ssml <speak>Hi</speak>'],
    ['markup by path', { SSML: '$.Attributes.markup' }, 'ssml <speak>1</speak>'],
    ['a prompt by id', { PromptId: 'music' }, 'audio prompt/music.wav'],
    [
      'a prompt by ARN',
      { PromptId: 'arn:aws:connect:::instance/i/prompt/music' },
      'audio prompt/music.wav',
    ],
  ])('%s', (_, parameters, expected) => {
    const flow = say(parameters, {
      prompts: ['music'],
      attributes: { name: 'Ada', markup: '<speak>1</speak>' },
    })
    const [play] = flow.did('play')
    const source = play?.do === 'play' ? play.sources[0] : undefined
    expect(`${source?.type} ${flow.said[0]}`).toBe(expected)
    expect(flow.promptEnds().wayOut).toBe('next')
  })
})

test('the flow waits for the end of the prompt, whatever keys are pressed', () => {
  const flow = say({ Text: 'Hello' }).press('1', '#')
  expect(flow.waitingAt).toBe('it')
  expect(flow.promptEnds().wayOut).toBe('next')
})

test('a prompt that cannot be played takes the error branch', () => {
  expect(say({ Text: 'Hello' }).promptEnds('failed').wayOut).toBe('NoMatchingError')
  expect(say({ PromptId: 'gone' }).wayOut).toBe('NoMatchingError')
  expect(say({ Media: { Uri: 's3://x', SourceType: 'S3' } }).wayOut).toBe('NoMatchingError')
})

test.each([{ Text: ' ' }, { Text: '$.Attributes.none' }, { SSML: '<speak></speak>' }, {}])(
  'nothing to say is over at once: %j',
  parameters => {
    const flow = say(parameters)
    expect(flow.wayOut).toBe('next')
    expect(flow.said).toEqual([])
  },
)

test.each<[FlowWorld['channel'] & string, JsonObject, string]>([
  ['EMAIL', { Text: 'Hi' }, 'next'],
  ['TASK', { Text: 'Hi' }, 'next'],
  ['TASK', { PromptId: 'music' }, 'NoMatchingError'],
])('on %s %j leaves by %s', (channel, parameters, way) => {
  expect(say(parameters, { channel }).wayOut).toBe(way)
})

test('in a chat words are written, and the flow goes on at once', () => {
  const flow = say(
    { Text: 'Hello $.Attributes.name' },
    { channel: 'CHAT', attributes: { name: 'Ada' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.did('send')).toEqual([
    { do: 'send', contentType: 'text/plain', content: 'Hello Ada' },
  ])
})

test('in a chat markup is read as what it says', () => {
  const Text = '<speak>Yes &amp; <break time="1s"/> no</speak>'
  expect(say({ Text }, { channel: 'CHAT' }).did('send')).toMatchObject([{ content: 'Yes & no' }])
})

test.each<[JsonObject, string]>([
  [{ Text: '' }, 'next'],
  [{ SSML: '<speak>Hi</speak>' }, 'NoMatchingError'],
  [{ PromptId: 'music' }, 'NoMatchingError'],
])('in a chat %j leaves by %s, and nothing is written', (parameters, way) => {
  const flow = say(parameters, { channel: 'CHAT', prompts: ['music'] })
  expect(flow.wayOut).toBe(way)
  expect(flow.did('send')).toEqual([])
})
