// The flows of stories in which calls go out: what is pressed on the second number decides.
import type { JsonObject } from '../../src/core/json.ts'
import type { TestCentre } from '../support/test-centre.ts'

/** Callers of this number press 1 to 6; see the branches below. */
export const OUTSIDE_NUMBER = '+15550199'
export const OUTSIDE_CHOICES = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
/** Where third parties and customers who are called are found. */
export const EXPERT = '+12065550199'

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next: string | undefined = undefined,
  equals: Readonly<Record<string, string>> = {},
): JsonObject {
  const Conditions = Object.entries(equals).map(([operand, to]) => ({
    NextAction: to,
    Condition: { Operator: 'Equals', Operands: [operand] },
  }))
  const Errors =
    Type === 'DisconnectParticipant' ? [] : [{ ErrorType: 'NoMatchingError', NextAction: 'Bye' }]
  const Transitions = { ...(next === undefined ? {} : { NextAction: next }), Conditions, Errors }
  return { Identifier, Type, Parameters, Transitions }
}

const bye = action('Bye', 'DisconnectParticipant', {})

function transfer(id: string, ContinueFlowExecution: string): JsonObject {
  const to = { ThirdPartyPhoneNumber: EXPERT, ThirdPartyConnectionTimeLimitSeconds: '15' }
  return action(id, 'TransferParticipantToThirdParty', { ...to, ContinueFlowExecution }, 'Thanks')
}

/** Publishes them. */
export function publishOutsideFlows(centre: TestCentre): { readonly apiFlowId: string } {
  const queue = centre.id('queue', 'BasicQueue')
  const agent = centre.user('agent1')
  const waiting = centre.publish(
    'waits and moves',
    [
      action('Wait', 'Wait', { TimeLimitSeconds: '4' }, 'Move', { WaitCompleted: 'Move' }),
      action('Move', 'DequeueContactAndTransferToQueue', { AgentId: agent }),
      bye,
    ],
    'CUSTOMER_QUEUE',
  )
  const callsOut = centre.publish(
    'calls while waiting',
    [transfer('Expert', 'True'), bye],
    'CUSTOMER_QUEUE',
  )
  const answered = centre.publish('who answers first', [
    action('Hello', 'MessageParticipant', { Text: 'You asked us to call.' }, 'Choose'),
    action('Choose', 'UpdateContactTargetQueue', { QueueId: queue }, 'To queue'),
    action('To queue', 'TransferContactToQueue', {}),
    bye,
  ])
  const inbound = centre.publish('outside', [
    action('Menu', 'GetParticipantInput', { Text: 'Which?', InputTimeLimitSeconds: '5' }, 'Bye', {
      '1': 'Expert',
      '2': 'Expert for good',
      '3': 'Queue for later',
      '4': 'Agent',
      '5': 'Waits',
      '6': 'Calls',
      '7': 'Give',
      '8': 'Queue for later still',
    }),
    transfer('Expert', 'True'),
    transfer('Expert for good', 'False'),
    action('Thanks', 'MessageParticipant', { Text: 'Thanks.' }, 'Bye'),
    action('Queue for later', 'UpdateContactTargetQueue', { QueueId: queue }, 'Later'),
    action(
      'Later',
      'CreateCallbackContact',
      { InitialCallDelaySeconds: '5', RetryDelaySeconds: '10', MaximumConnectionAttempts: '1' },
      'Bye',
    ),
    action('Queue for later still', 'UpdateContactTargetQueue', { QueueId: queue }, 'First'),
    action(
      'First',
      'CreateCallbackContact',
      {
        InitialCallDelaySeconds: '0',
        RetryDelaySeconds: '10',
        MaximumConnectionAttempts: '1',
        CallbackMode: 'CUSTOMER_FIRST',
        OutboundContactFlowId: answered,
      },
      'Bye',
    ),
    action('Agent', 'UpdateContactTargetQueue', { AgentId: agent }, 'To queue'),
    action('Waits', 'UpdateContactEventHooks', { EventHooks: { CustomerQueue: waiting } }, 'Queue'),
    action(
      'Calls',
      'UpdateContactEventHooks',
      { EventHooks: { CustomerQueue: callsOut } },
      'Queue',
    ),
    action('Queue', 'UpdateContactTargetQueue', { QueueId: queue }, 'To queue'),
    action('To queue', 'TransferContactToQueue', {}),
    action('Give', 'UpdateContactTargetQueue', { AgentId: agent }, 'Hand'),
    action('Hand', 'TransferContactToAgent', {}),
    bye,
  ])
  const document = {
    PhoneNumber: OUTSIDE_NUMBER,
    PhoneNumberType: 'DID',
    PhoneNumberCountryCode: 'US',
  }
  centre.tell({
    type: 'config.put',
    kind: 'phone-number',
    id: 'outside',
    document: { ...document, ContactFlowId: inbound },
  })
  const dials = centre.publish(
    'dials by itself',
    [
      action('Dial', 'CompleteOutboundCall', {}, 'Note'),
      action('Note', 'MessageParticipant', { Text: 'Recorded.' }, 'End'),
      action('End', 'EndFlowExecution', {}),
      bye,
    ],
    'OUTBOUND_WHISPER',
  )
  const OutboundCallerConfig = { OutboundFlowId: dials }
  centre.change('queue', queue, { OutboundCallerConfig })
  return {
    apiFlowId: centre.publish('reminder', [
      action('Say', 'MessageParticipant', { Text: 'Hello.' }, 'Bye'),
      bye,
    ]),
  }
}
