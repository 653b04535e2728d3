import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const stream = (parameters: JsonObject = {}, world: FlowWorld = {}) =>
  runAction(
    'UpdateContactMediaStreamingBehavior',
    {
      MediaStreamingState: 'Enabled',
      MediaStreamType: 'Audio',
      Participants: [{ ParticipantType: 'Customer', MediaDirections: ['To', 'From'] }],
      ...parameters,
    },
    { namespaces: { ContactId: 'c1' }, ...world },
  )

test('asks for a stream and tells where it is', () => {
  const flow = stream()
  expect(flow.did('ask')).toMatchObject([
    {
      question: {
        service: 'mediaStream',
        operation: 'start',
        parameters: { contactId: 'c1', directions: ['From', 'To'] },
      },
    },
  ])
  flow.answered({ streamArn: 'arn:stream', startTimestamp: '17', startFragmentNumber: '91' })
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.results.MediaStreams).toEqual({
    Customer: {
      Audio: { StreamARN: 'arn:stream', StartTimestamp: '17', StartFragmentNumber: '91' },
    },
  })
})

test('ends a stream and keeps what was known of it', () => {
  const Audio = { StreamARN: 'arn:stream', StartTimestamp: '17' }
  const flow = stream(
    { MediaStreamingState: 'Disabled' },
    { namespaces: { ContactId: 'c1', MediaStreams: { Customer: { Audio } } } },
  )
  flow.answered({ stopTimestamp: '25' })
  expect(flow.contact.results.MediaStreams).toEqual({
    Customer: { Audio: { ...Audio, StopTimestamp: '25' } },
  })
})

test('takes the error branch when there is nobody to stream to, or no answer', () => {
  expect(stream().refused('NoMatchingError').wayOut).toBe('NoMatchingError')
  expect(stream().pass(60).wayOut).toBe('NoMatchingError')
})

test.each([
  { MediaStreamingState: 'Maybe' },
  { MediaStreamType: 'Video' },
  { Participants: [] },
  { Participants: [{ ParticipantType: 'Agent', MediaDirections: ['From'] }] },
])('does not ask for %j', parameters => {
  const flow = stream(parameters)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('ask')).toEqual([])
})

test.each(['CHAT', 'TASK', 'EMAIL'] as const)('is not for %s', channel => {
  expect(stream({}, { channel }).wayOut).toBe('NoMatchingError')
})
