// The smaller actions that ask services, and what all of them have in common.
import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../test/support/scripted-flow.ts'
import type { Json, JsonObject } from '../json.ts'

const WORLD: FlowWorld = { attributes: { a: 'A' }, namespaces: { ContactId: 'c1' } }

const run = (type: string, parameters: JsonObject, channel: FlowWorld['channel'] = 'VOICE') =>
  runAction(type, parameters, { ...WORLD, channel }, ['OptedOut'])

test('an assistant session is begun and read', () => {
  const begin = (arn: string) => run('CreateWisdomSession', { WisdomAssistantArn: arn })
  const flow = begin('$.Attributes.a')
  expect(flow.asked).toMatchObject({
    service: 'assistant',
    parameters: { assistantArn: 'A', contactId: 'c1' },
  })
  expect(flow.answered({ sessionArn: 'S' }).wayOut).toBe('next')
  expect(flow.contact.view.text('$.Wisdom.SessionArn')).toBe('S')
  expect(begin('x').answered({}).wayOut).toBe('NoMatchingError')
  expect(begin('$.Attributes.none').wayOut).toBe('NoMatchingError')
})

test('an e-mail is read as text; other channels have none', () => {
  const load = (channel: FlowWorld['channel']) =>
    run('LoadContactContent', { ContentType: 'EmailMessage' }, channel)
  const flow = load('EMAIL').answered({ plaintext: 'Hello' })
  expect(flow.contact.view.text('$.Email.EmailMessage.Plaintext')).toBe('Hello')
  expect(load('EMAIL').answered({}).wayOut).toBe('NoMatchingError')
  for (const channel of ['VOICE', 'CHAT', 'TASK'] as const) {
    expect(load(channel).wayOut).toBe('NoMatchingError')
  }
  expect(run('LoadContactContent', { ContentType: 'Other' }, 'EMAIL').wayOut).toBe(
    'NoMatchingError',
  )
})

test('a chat customer signs in, will not, or takes too long', () => {
  const sign = (minutes: Json = '5', channel: FlowWorld['channel'] = 'CHAT') =>
    run(
      'AuthenticateParticipant',
      {
        CognitoConfiguration: { UserPoolArn: 'pool', AppClientId: 'client' },
        CustomerProfilesConfiguration: { ObjectTypeName: 'Cognito' },
        TimeLimitMinutes: minutes,
      },
      channel,
    )
  expect(sign().asked).toMatchObject({
    service: 'authentication',
    parameters: { userPoolArn: 'pool', appClientId: 'client', profileObjectType: 'Cognito' },
    timeLimitMs: 300_000,
  })
  const known = sign().answered({ status: 'authenticated', customerId: 'p1' })
  expect(known.wayOut).toBe('next')
  expect(known.did('setContactData')).toEqual([
    { do: 'setContactData', data: { CustomerId: 'p1' } },
  ])
  expect(sign().answered({ status: 'optedOut' }).wayOut).toBe('=OptedOut')
  expect(sign().pass(302).wayOut).toBe('TimeLimitExceeded')
  expect(sign(5).refused().wayOut).toBe('NoMatchingError')
  for (const minutes of ['2', '16', 'x']) expect(sign(minutes).wayOut).toBe('NoMatchingError')
  for (const channel of ['VOICE', 'TASK', 'EMAIL'] as const) {
    expect(sign('5', channel).wayOut).toBe('NoMatchingError')
  }
  expect(run('AuthenticateParticipant', { TimeLimitMinutes: '5' }, 'CHAT').wayOut).toBe(
    'NoMatchingError',
  )
})

test.each([
  ['RenderMessageTemplate', 'messaging'],
  ['StartOutboundEmailContact', 'email'],
  ['CreateContact', 'contacts'],
])('%s gives its service all it has', (type, service) => {
  const flow = run(type, { Template: { name: '$.Attributes.a' } })
  expect(flow.asked).toMatchObject({
    service,
    parameters: { contactId: 'c1', given: { Template: { name: 'A' } } },
  })
  expect(flow.answered({}).wayOut).toBe('next')
  expect(run(type, {}).refused().wayOut).toBe('NoMatchingError')
  expect(run(type, {}).pass(10).wayOut).toBe('NoMatchingError')
})

test('keys and time change nothing while a service thinks', () => {
  const flow = run('CreateContact', {}).press('1', '#').pass(5)
  expect(flow.secondsLeft).toBe(5)
  expect(flow.answered({}).wayOut).toBe('next')
})
