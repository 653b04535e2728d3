// Actions that talk to the customer, and show things to the agent.
import {
  type ActionRule,
  BODY,
  BODY_NAMES,
  CALLS_AND_QUEUE,
  CATCH_ALL,
  fixed,
  INBOUND,
  list,
  mapOf,
  NOT_HOLD,
  number,
  object,
  outside,
  required,
  SECONDS_PER_WEEK,
  scalar,
  text,
  truth,
  word,
} from './action-rule.ts'

const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']
// The pages name no outbound whisper here, the administrator's guide does.
const ASKING_FLOWS = [...CALLS_AND_QUEUE, 'OUTBOUND_WHISPER', 'MODULE'] as const

export const conversationRules: Readonly<Record<string, ActionRule>> = {
  MessageParticipant: {
    flows: NOT_HOLD,
    parameters: { ...BODY, SkipWhenDTMFBufferEnabled: truth, TextToSpeechType: text },
    exactlyOne: BODY_NAMES,
    unconditional: true,
    takesTime: true,
  },
  MessageParticipantIteratively: {
    flows: ['CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'AGENT_HOLD'],
    channels: ['VOICE'],
    parameters: {
      Messages: required(list(object(BODY, { exactlyOne: BODY_NAMES }), 1)),
      InterruptFrequencySeconds: number(1, 86_400),
      ContinueMessagingDuringInterrupt: truth,
    },
    results: ['MessagesInterrupted'],
    holds: true,
    takesTime: true,
  },
  GetParticipantInput: {
    flows: ASKING_FLOWS,
    channels: ['VOICE'],
    parameters: {
      ...BODY,
      TextToSpeechType: text,
      // Documented up to 180; exports with 300 exist.
      InputTimeLimitSeconds: fixed(number(1, 300)),
      StoreInput: truth,
      InputValidation: object(
        {
          PhoneNumberValidation: object({ NumberFormat: word('Local', 'E164'), CountryCode: text }),
          CustomValidation: object({ MaximumLength: required(number(1, 255)) }),
        },
        { exactlyOne: ['PhoneNumberValidation', 'CustomValidation'] },
      ),
      InputEncryption: object({ EncryptionKeyId: required(text), Key: required(text) }),
      DTMFConfiguration: object({
        InputTerminationSequence: { kind: 'text', lengthMax: 5 },
        DisableCancelKey: truth,
        InterdigitTimeLimitSeconds: number(1, 20),
      }),
      EnableDTMFBuffer: truth,
    },
    atMostOne: BODY_NAMES,
    errors: CATCH_ALL,
    mayFail: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'InvalidPhoneNumber'],
    results: KEYS,
    takesTime: true,
  },
  ConnectParticipantWithLexBot: {
    flows: ASKING_FLOWS,
    channels: ['VOICE', 'CHAT'],
    parameters: {
      ...BODY,
      LexV2Bot: object({ AliasArn: required(outside('bot')) }),
      LexBot: object({ Name: required(outside('bot')), Region: text, Alias: required(text) }),
      LexSessionAttributes: mapOf(scalar),
      LexInitializationData: object({ InitialMessage: text }),
      LexTimeoutSeconds: object({ Text: number(60, SECONDS_PER_WEEK) }),
    },
    atMostOne: BODY_NAMES,
    exactlyOne: ['LexV2Bot', 'LexBot'],
    errors: CATCH_ALL,
    mayFail: ['NoMatchingCondition', 'InputTimeLimitExceeded'],
    takesTime: true,
  },
  ShowView: {
    flows: [...INBOUND, 'CUSTOMER_QUEUE', 'MODULE'],
    channels: ['CHAT'],
    parameters: {
      ViewResource: required(object({ Id: required(outside('view')), Version: text })),
      InvocationTimeLimitSeconds: required(number(1, SECONDS_PER_WEEK)),
      ViewData: object(),
      SensitiveDataConfiguration: object({ HideResponseOn: list(text) }),
    },
    errors: ['NoMatchingCondition', 'NoMatchingError', 'TimeLimitExceeded'],
    takesTime: true,
  },
  AuthenticateParticipant: {
    flows: [...INBOUND, 'MODULE'],
    channels: ['CHAT'],
    parameters: {
      CognitoConfiguration: object({
        UserPoolArn: required(outside('user pool')),
        AppClientId: required(text),
      }),
      CustomerProfilesConfiguration: object({ ObjectTypeName: text }),
      TimeLimitMinutes: number(3, 15),
    },
    errors: ['TimeLimitExceeded', 'NoMatchingError'],
    results: ['OptedOut'],
    takesTime: true,
  },
  LoadContactContent: {
    channels: ['EMAIL'],
    parameters: { ContentType: word('EmailMessage') },
    errors: CATCH_ALL,
  },
  /** Only reported by name: nothing is known of its parameters. */
  RenderMessageTemplate: { open: true },
  StartOutboundChatContact: {
    parameters: {
      SourceEndpoint: object({ Address: required(text), Type: text }),
      DestinationEndpoint: object({ Address: required(text), Type: text }),
      ContactFlowArn: text,
      ContactSubtype: text,
      InitialSystemMessage: object({ Content: text }),
      RelatedContact: text,
    },
    errors: CATCH_ALL,
  },
  StartOutboundEmailContact: { open: true },
}
