// Actions that bring contacts to queues, agents, numbers and other flows, and look how busy those are.
import {
  type ActionRule,
  anything,
  CALLS,
  CALLS_AND_QUEUE,
  CATCH_ALL,
  fixed,
  number,
  object,
  required,
  TRANSFERS,
  text,
  to,
  truth,
  word,
} from './action-rule.ts'

const QUEUE_OR_AGENT = { QueueId: to('queue'), AgentId: to('agent') }
const QUEUE_OR_AGENT_NAMES = Object.keys(QUEUE_OR_AGENT)
const ENQUEUE_ERRORS = ['QueueAtCapacity', 'NoMatchingError']
const NUMERIC = [
  'Equals',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
]
const THREE_DAYS_S = 259_200

export const routingRules: Readonly<Record<string, ActionRule>> = {
  UpdateContactTargetQueue: {
    flows: [...CALLS, 'MODULE'],
    parameters: QUEUE_OR_AGENT,
    exactlyOne: QUEUE_OR_AGENT_NAMES,
    errors: CATCH_ALL,
    unconditional: true,
  },
  TransferContactToQueue: {
    flows: [...CALLS, 'MODULE'],
    errors: ENQUEUE_ERRORS,
    unconditional: true,
    ends: true,
  },
  DequeueContactAndTransferToQueue: {
    flows: ['CUSTOMER_QUEUE'],
    parameters: QUEUE_OR_AGENT,
    exactlyOne: QUEUE_OR_AGENT_NAMES,
    errors: ENQUEUE_ERRORS,
    unconditional: true,
    ends: true,
  },
  TransferToFlow: {
    flows: CALLS,
    parameters: { ContactFlowId: required(to('contact-flow')) },
    errors: CATCH_ALL,
    unconditional: true,
    ends: true,
  },
  TransferContactToAgent: {
    flows: TRANSFERS,
    channels: ['VOICE'],
    unconditional: true,
    ends: true,
  },
  TransferParticipantToThirdParty: {
    flows: CALLS_AND_QUEUE,
    channels: ['VOICE'],
    parameters: {
      ThirdPartyPhoneNumber: required(text),
      ThirdPartyConnectionTimeLimitSeconds: required(number(1, 600)),
      ContinueFlowExecution: required(truth),
      ThirdPartyDTMFDigits: text,
      CallerId: object({ Number: text, Name: text }),
    },
    errors: CATCH_ALL,
    mayFail: ['CallFailed', 'ConnectionTimeLimitExceeded'],
    unconditional: true,
    takesTime: true,
  },
  RouteContactToAgent: { flows: ['CUSTOMER_QUEUE'], open: true },
  CreateCallbackContact: {
    flows: CALLS_AND_QUEUE,
    channels: ['VOICE'],
    parameters: {
      ...QUEUE_OR_AGENT,
      InitialCallDelaySeconds: number(0, THREE_DAYS_S),
      // The console's field is "retries after the first", so 0 is written.
      MaximumConnectionAttempts: number(0, 1000),
      RetryDelaySeconds: number(0, THREE_DAYS_S),
      ContactFlowId: to('contact-flow'),
      CallerId: anything,
      CallbackMode: word('AGENT_FIRST', 'CUSTOMER_FIRST'),
      OutboundContactFlowId: to('contact-flow'),
    },
    atMostOne: QUEUE_OR_AGENT_NAMES,
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdateContactCallbackNumber: {
    flows: CALLS_AND_QUEUE,
    channels: ['VOICE'],
    parameters: { CallbackNumber: required({ kind: 'path' }) },
    errors: ['InvalidCallbackNumber', 'CallbackNumberNotDialable'],
    unconditional: true,
  },
  UpdateContactRoutingBehavior: {
    flows: [...CALLS_AND_QUEUE, 'MODULE'],
    parameters: {
      QueuePriority: fixed(number(1, Number.MAX_SAFE_INTEGER)),
      QueueTimeAdjustmentSeconds: fixed(number(-2_147_483_647, 2_147_483_647)),
    },
    exactlyOne: ['QueuePriority', 'QueueTimeAdjustmentSeconds'],
    unconditional: true,
  },
  UpdateContactRoutingCriteria: {
    flows: [...CALLS_AND_QUEUE, 'MODULE'],
    parameters: { RoutingCriteria: required(object({ Steps: { kind: 'list' } })) },
    errors: CATCH_ALL,
    unconditional: true,
  },
  CheckHoursOfOperation: {
    flows: [...CALLS_AND_QUEUE, 'MODULE'],
    parameters: { HoursOfOperationId: to('operating-hours') },
    errors: CATCH_ALL,
    results: ['True', 'False'],
    complete: true,
  },
  CheckMetricData: {
    flows: [...CALLS_AND_QUEUE, 'MODULE'],
    parameters: {
      ...QUEUE_OR_AGENT,
      MetricType: required(
        word(
          'NumberOfAgentsAvailable',
          'NumberOfAgentsStaffed',
          'NumberOfAgentsOnline',
          'OldestContactInQueueAgeSeconds',
          'NumberOfContactsInQueue',
        ),
      ),
    },
    atMostOne: QUEUE_OR_AGENT_NAMES,
    errors: ['NoMatchingCondition', 'NoMatchingError'],
    operators: NUMERIC,
  },
  GetMetricData: {
    parameters: { ...QUEUE_OR_AGENT, QueueChannel: text },
    atMostOne: QUEUE_OR_AGENT_NAMES,
    errors: CATCH_ALL,
    unconditional: true,
  },
  CompleteOutboundCall: {
    flows: ['OUTBOUND_WHISPER'],
    channels: ['VOICE'],
    parameters: {
      CallerId: object({ Number: text, Name: text }),
      VoiceConnector: object({
        VoiceConnectorType: text,
        VoiceConnectorArn: text,
        FromUser: text,
        ToUser: text,
        UserToUserInformation: text,
      }),
      ConnectionTimeLimitSeconds: number(1, 600),
    },
    unconditional: true,
    takesTime: true,
  },
  CheckOutboundCallStatus: {
    channels: ['VOICE'],
    errors: CATCH_ALL,
    results: ['CallAnswered', 'VoicemailBeep', 'VoicemailNoBeep', 'NotDetected'],
    takesTime: true,
  },
}
