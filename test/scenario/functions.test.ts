import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { ServiceAnswer } from '../../src/core/service.ts'
import { TestCentre } from '../support/test-centre.ts'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:lookup'
const NUMBER = '+15550188'
const GOOD: ServiceAnswer = { ok: true, result: { name: 'Ada' } }

let centre: TestCentre

const action = (
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  NextAction?: string,
): JsonObject => {
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'sorry' }]
  const isLast = NextAction === undefined
  return { Identifier, Type, Parameters, Transitions: isLast ? {} : { NextAction, Errors } }
}
const ask = (id: string, next: string) =>
  action(
    id,
    'InvokeLambdaFunction',
    {
      LambdaFunctionARN: ARN,
      InvocationTimeLimitSeconds: '4',
      LambdaInvocationAttributes: { who: '$.CustomerEndpoint.Address' },
    },
    next,
  )

beforeEach(async () => {
  centre = await TestCentre.open()
  const second = centre.publish('second', [
    action('say', 'MessageParticipant', { Text: 'Here is $.External.name.' }, 'bye'),
    action('bye', 'DisconnectParticipant', {}),
    action('sorry', 'DisconnectParticipant', {}),
  ])
  const flow = centre.publish('first', [
    ask('ask', 'say'),
    action('say', 'MessageParticipant', { Text: 'Hello $.External.name.' }, 'on'),
    action('on', 'TransferToFlow', { ContactFlowId: second }, 'sorry'),
    action('sorry', 'MessageParticipant', { Text: 'Sorry.' }, 'bye'),
    action('bye', 'DisconnectParticipant', {}),
  ])
  const number = { PhoneNumber: NUMBER, PhoneNumberType: 'DID', PhoneNumberCountryCode: 'US' }
  centre.tell({
    type: 'config.put',
    kind: 'phone-number',
    id: 'n',
    document: { ...number, ContactFlowId: flow },
  })
})

/** The open question, answered now. */
function answer(given: ServiceAnswer): void {
  const [open] = centre.centre.view.openQuestions()
  if (!open) throw new Error('nobody asks')
  const { contactId, askId } = open
  centre.tell({ type: 'service.answered', contactId, askId, answer: given })
}

test('a caller is greeted by what a function knows, and the next flow knows nothing of it', () => {
  centre.services = () => GOOD
  const caller = centre.call('+15557001', NUMBER)
  expect(centre.questions).toMatchObject([
    {
      service: 'function',
      timeLimitMs: 4000,
      parameters: {
        arn: ARN,
        event: {
          Name: 'ContactFlowEvent',
          Details: {
            Parameters: { who: '+15557001' },
            ContactData: {
              Channel: 'VOICE',
              InitiationMethod: 'INBOUND',
              CustomerEndpoint: { Address: '+15557001', Type: 'TELEPHONE_NUMBER' },
              SystemEndpoint: { Address: NUMBER, Type: 'TELEPHONE_NUMBER' },
              SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Telephony' } },
              PreviousContactId: null,
              Queue: null,
            },
          },
        },
      },
    },
  ])
  expect(centre.hearOut(caller)).toEqual(['Hello Ada.', 'Here is .'])
})

test('a caller whose function does not answer is not kept waiting', () => {
  const caller = centre.call('+15557001', NUMBER)
  centre.clock.advance(seconds(5))
  expect(centre.says(caller)).toBe('')
  centre.clock.advance(seconds(1))
  expect(centre.hearOut(caller)).toEqual(['Sorry.'])
})

test('an answer that comes too late, or twice, does nothing', () => {
  const caller = centre.call('+15557001', NUMBER)
  const [open] = centre.centre.view.openQuestions()
  centre.clock.advance(seconds(6))
  const { contactId = '', askId = '' } = open ?? {}
  centre.tell({ type: 'service.answered', contactId, askId, answer: GOOD })
  expect(centre.hearOut(caller)).toEqual(['Sorry.'])
  expect([...centre.centre.view.openQuestions()]).toEqual([])
})

test('a caller who hangs up meanwhile is gone, and nobody waits for the answer', () => {
  const caller = centre.call('+15557001', NUMBER)
  const [open] = centre.centre.view.openQuestions()
  centre.hangUp(caller)
  expect([...centre.centre.view.openQuestions()]).toEqual([])
  const { contactId = '', askId = '' } = open ?? {}
  centre.tell({ type: 'service.answered', contactId, askId, answer: GOOD })
  expect(centre.finals).toHaveLength(1)
  expect(centre.contacts).toEqual([])
})

test('a centre that was restarted meanwhile knows what it asked and takes the answer', () => {
  const caller = centre.call('+15557001', NUMBER)
  const [before] = centre.centre.view.openQuestions()
  centre.restart()
  const [after] = centre.centre.view.openQuestions()
  expect(after).toEqual(before)
  answer(GOOD)
  expect(centre.hearOut(caller)).toEqual(['Hello Ada.', 'Here is .'])
})
