import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const update = (ChatProcessor: JsonObject, world: FlowWorld = {}) =>
  runAction(
    'UpdateContactMediaProcessing',
    { ChatProcessor },
    { channel: 'CHAT', attributes: { fn: 'arn:fn' }, ...world },
  )

test('what is written goes through a function from now on, and no longer', () => {
  const on = update({
    ProcessingEnabled: 'True',
    LambdaProcessorARN: '$.Attributes.fn',
    ChatProcessorSettings: { DeliverUnprocessedMessages: true },
  })
  expect(on.wayOut).toBe('next')
  expect(on.did('setChatProcessor')).toEqual([
    { do: 'setChatProcessor', processor: { functionArn: 'arn:fn', deliversUnprocessed: true } },
  ])
  const off = update({ ProcessingEnabled: 'false' })
  expect(off.did('setChatProcessor')).toEqual([{ do: 'setChatProcessor', processor: undefined }])
})

test.each<[string, JsonObject]>([
  ['no function', { ProcessingEnabled: 'True' }],
  ['neither on nor off', { LambdaProcessorARN: 'arn:fn' }],
])('%s takes the error branch', (_, processor) => {
  expect(update(processor).wayOut).toBe('NoMatchingError')
})

test.each(['VOICE', 'TASK', 'EMAIL'] as const)('on %s there is nothing to process', channel => {
  expect(update({ ProcessingEnabled: 'True' }, { channel }).wayOut).toBe('ChannelMismatch')
})
