import { expect, test } from 'vitest'
import { type FlowWorld, runAction, ScriptedFlow } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'
import { parseFlow } from '../parse.ts'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:lookup'

const call = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'InvokeLambdaFunction',
    { LambdaFunctionARN: ARN, InvocationTimeLimitSeconds: '8', ...parameters },
    world,
  )

test('the function hears of the contact in the words of the service', () => {
  const flow = call(
    { LambdaInvocationAttributes: { number: '$.CustomerEndpoint.Address' } },
    {
      attributes: { tier: 'gold' },
      namespaces: {
        ContactId: 'c1',
        AwsRegion: 'us-east-1',
        InstanceARN: 'arn:instance',
        InitialContactId: 'c1',
        InitiationMethod: 'INBOUND',
        LanguageCode: 'en-US',
        CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+15557001', DisplayName: 'Ada' },
        SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+15550100' },
        Tags: { team: 'a' },
      },
    },
  )
  expect(flow.asked).toEqual({
    service: 'function',
    operation: 'invoke',
    timeLimitMs: 8000,
    parameters: {
      arn: ARN,
      event: {
        Name: 'ContactFlowEvent',
        Details: {
          ContactData: {
            Attributes: { tier: 'gold' },
            AwsRegion: 'us-east-1',
            Channel: 'VOICE',
            ContactId: 'c1',
            CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+15557001' },
            CustomerId: null,
            Description: null,
            InitialContactId: 'c1',
            InitiationMethod: 'INBOUND',
            InstanceARN: 'arn:instance',
            LanguageCode: 'en-US',
            MediaStreams: { Customer: { Audio: null } },
            Name: null,
            PreviousContactId: null,
            Queue: null,
            References: {},
            RelatedContactId: null,
            SegmentAttributes: {},
            SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+15550100' },
            Tags: { team: 'a' },
          },
          Parameters: { number: '+15557001' },
        },
      },
    },
  })
})

test('parameters may be nested, hold paths whole or within text, and lead nowhere', () => {
  const flow = call(
    {
      LambdaInvocationAttributes: {
        text: 'Call of $.Attributes.name.',
        whole: '$.External',
        none: '$.Attributes.none',
        nested: { deep: ['$.Attributes.name', { n: 3, yes: true }] },
      },
    },
    { attributes: { name: 'Ada' }, namespaces: { External: { a: { b: '1' } } } },
  )
  expect(flow.asked?.parameters).toMatchObject({
    event: {
      Details: {
        Parameters: {
          text: 'Call of Ada.',
          whole: { a: { b: '1' } },
          none: '',
          nested: { deep: ['Ada', { n: 3, yes: true }] },
        },
      },
    },
  })
})

test('what it returns is read until the next call returns something else', () => {
  const flow = call().answered({ name: 'Ada', points: 12, gold: true, nothing: null })
  expect(flow.wayOut).toBe('next')
  const taken = { name: 'Ada', points: '12', gold: 'true' }
  expect(flow.contact.results).toEqual({
    External: taken,
    LambdaInvocation: { ResultData: taken },
  })
})

test.each([
  { result: { a: { b: '1' } } },
  { result: { a: ['1'] } },
  { result: ['a'] },
  { result: 'text' },
  { result: 7 },
  { result: null },
])('$result is no map of texts, and takes the error branch', ({ result }) => {
  for (const ResponseType of ['STRING_MAP', undefined]) {
    const flow = call(ResponseType ? { ResponseValidation: { ResponseType } } : {})
    expect(flow.answered(result).wayOut).toBe('NoMatchingError')
    expect(flow.contact.results).toEqual({})
  }
})

test('with JSON it may return anything that is an object', () => {
  const json = { ResponseValidation: { ResponseType: 'JSON' } }
  const flow = call(json).answered({ a: { b: [1, 'x'] }, none: null })
  expect(flow.contact.results.External).toEqual({ a: { b: [1, 'x'] }, none: null })
  expect(flow.contact.view.text('$.External.a.b[1] $.LambdaInvocation.ResultData.a.b.0')).toBe(
    'x 1',
  )
  expect(call(json).answered([1]).wayOut).toBe('NoMatchingError')
  expect(call(json).answered('text').wayOut).toBe('NoMatchingError')
})

test('32 KB is the most it may return, counted as bytes', () => {
  const exactly = { a: 'x'.repeat(32 * 1024 - 8) }
  expect(call().answered(exactly).wayOut).toBe('next')
  expect(call().answered({ a: `${exactly.a}x` }).wayOut).toBe('NoMatchingError')
  expect(call().answered({ a: 'é'.repeat(16 * 1024) }).wayOut).toBe('NoMatchingError')
})

test('a call that fails leaves the result of the one before', () => {
  const parsed = parseFlow(
    JSON.stringify({
      Version: '2019-10-30',
      StartAction: 'first',
      Actions: [
        {
          Identifier: 'first',
          Type: 'InvokeLambdaFunction',
          Parameters: { LambdaFunctionARN: ARN, InvocationTimeLimitSeconds: '8' },
          Transitions: { NextAction: 'second', Errors: [], Conditions: [] },
        },
        {
          Identifier: 'second',
          Type: 'InvokeLambdaFunction',
          Parameters: { LambdaFunctionARN: ARN, InvocationTimeLimitSeconds: '8' },
          Transitions: {
            NextAction: 'said',
            Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'said' }],
            Conditions: [],
          },
        },
        {
          Identifier: 'said',
          Type: 'MessageParticipant',
          Parameters: { Text: 'Hello $.External.name' },
          Transitions: {},
        },
      ],
    }),
  )
  if (!('flow' in parsed)) throw new Error('no flow')
  const flow = new ScriptedFlow(parsed.flow).answered({ name: 'Ada' }).refused()
  expect(flow.said).toEqual(['Hello Ada'])
})

test('nobody waits longer than the time limit and the way of the answer', () => {
  expect(call({ InvocationTimeLimitSeconds: '3' }).secondsLeft).toBe(5)
  const flow = call({ InvocationTimeLimitSeconds: '3' }).press('1')
  expect(flow.pass(4).secondsLeft).toBe(1)
  expect(flow.pass(1).wayOut).toBe('TimeLimitExceeded')
})

test.each([
  ['3', 3000],
  [5, 5000],
  ['30', 30_000],
  ['$.Attributes.limit', 7000],
])('a time limit of %j', (limit, ms) => {
  const flow = call({ InvocationTimeLimitSeconds: limit }, { attributes: { limit: '7' } })
  expect(flow.asked?.timeLimitMs).toBe(ms)
})

test('without a time limit it has 8 seconds', () => {
  expect(runAction('InvokeLambdaFunction', { LambdaFunctionARN: ARN }).asked?.timeLimitMs).toBe(
    8000,
  )
})

test.each(['0', '61', 'soon', ''])('a time limit of %j takes the error branch', limit => {
  expect(call({ InvocationTimeLimitSeconds: limit }).wayOut).toBe('NoMatchingError')
})

test('the function may be chosen by an attribute; without one there is no call', () => {
  const arn = { LambdaFunctionARN: '$.Attributes.fn' }
  expect(call(arn, { attributes: { fn: ARN } }).asked?.parameters.arn).toBe(ARN)
  expect(call(arn).wayOut).toBe('NoMatchingError')
})

test('an asynchronous call goes on at once, with the number of the call', () => {
  const flow = call({
    InvocationType: 'ASYNCHRONOUS',
    InvocationTimeLimitSeconds: '60',
  })
  expect(flow.asked).toMatchObject({ operation: 'start', parameters: { runsForMs: 60_000 } })
  flow.answered({ invocationId: 'i1' })
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.results).toEqual({ LambdaInvocation: { InvocationId: 'i1' } })
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('%s contacts may call', channel => {
  expect(call({}, { channel }).answered({}).wayOut).toBe('next')
})
