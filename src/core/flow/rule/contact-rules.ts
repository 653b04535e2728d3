// Actions that set what the contact is, has and records.
import {
  type ActionRule,
  CALLS,
  CALLS_AND_QUEUE,
  CATCH_ALL,
  list,
  mapOf,
  NOT_HOLD,
  number,
  object,
  outside,
  required,
  scalar,
  text,
  to,
  truth,
  word,
} from './action-rule.ts'

const onOff = word('Enabled', 'Disabled')
const HOOKS = [
  'AgentHold',
  'AgentWhisper',
  'CustomerHold',
  'CustomerQueue',
  'CustomerRemaining',
  'CustomerWhisper',
  'DefaultAgentUI',
  'DisconnectAgentUI',
  'PauseContact',
  'ResumeContact',
]

export const contactRules: Readonly<Record<string, ActionRule>> = {
  UpdateContactAttributes: {
    parameters: {
      Attributes: required(mapOf(scalar)),
      TargetContact: word('Current', 'Related'),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdateContactData: {
    parameters: {
      Name: text,
      Description: text,
      LanguageCode: text,
      CustomerId: text,
      WisdomSessionArn: text,
      References: object(),
      IsVoiceIdStreamingEnabled: text,
      IsVoiceAuthenticationEnabled: text,
      IsFraudDetectionEnabled: text,
      VoiceAuthenticationThreshold: number(0, 100),
      VoiceAuthenticationResponseTime: number(0, 60),
      FraudDetectionThreshold: number(0, 100),
      WatchlistId: text,
      TargetContact: word('Current', 'Related'),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  TagContact: {
    parameters: { Tags: required(mapOf(scalar, 6)) },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UntagContact: {
    parameters: { TagKeys: required(list(text, 1)) },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdateContactEventHooks: {
    parameters: {
      EventHooks: required(
        object(Object.fromEntries(HOOKS.map(hook => [hook, to('contact-flow')])), {
          atMostOne: HOOKS,
        }),
      ),
      EventHooksConfiguration: mapOf(object({ DisableExecution: truth })),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdateContactTextToSpeechVoice: {
    parameters: {
      TextToSpeechVoice: required(text),
      TextToSpeechEngine: text,
      TextToSpeechStyle: text,
    },
    unconditional: true,
  },
  UpdateContactRecordingBehavior: {
    flows: [...CALLS_AND_QUEUE, 'OUTBOUND_WHISPER', 'CUSTOMER_WHISPER', 'AGENT_WHISPER', 'MODULE'],
    parameters: {
      RecordingBehavior: object({
        RecordedParticipants: list(word('Agent', 'Customer')),
        ScreenRecordedParticipants: list(word('Agent')),
        IVRRecordingBehavior: onOff,
      }),
      AnalyticsBehavior: object(),
    },
    unconditional: true,
  },
  UpdateContactRecordingAndAnalyticsBehavior: {
    parameters: {
      VoiceBehavior: object({
        VoiceRecordingBehavior: object({
          RecordedParticipants: list(word('Agent', 'Customer')),
          IVRRecordingBehavior: onOff,
        }),
        VoiceAnalyticsBehavior: object(),
      }),
      ChatBehavior: object({ ChatAnalyticsBehavior: object() }),
      ScreenRecordingBehavior: object({ ScreenRecordedParticipants: list(word('Agent')) }),
    },
    exactlyOne: ['VoiceBehavior', 'ChatBehavior', 'ScreenRecordingBehavior'],
    errors: ['NoMatchingError', 'ChannelMismatch'],
    mayFail: ['InFlightRedactionConfigurationFailed'],
    unconditional: true,
  },
  UpdateContactMediaProcessing: {
    channels: ['CHAT'],
    parameters: {
      ChatProcessor: object({
        ProcessingEnabled: truth,
        LambdaProcessorARN: outside('function'),
        ChatProcessorSettings: object(),
      }),
    },
    errors: ['NoMatchingError', 'ChannelMismatch'],
    unconditional: true,
  },
  UpdateContactMediaStreamingBehavior: {
    flows: NOT_HOLD,
    channels: ['VOICE'],
    parameters: {
      MediaStreamingState: required(onOff),
      Participants: list(
        object({ ParticipantType: word('Customer'), MediaDirections: list(word('From', 'To')) }),
      ),
      MediaStreamType: word('Audio'),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdatePreviousContactParticipantState: {
    flows: [...CALLS, 'OUTBOUND_WHISPER'],
    channels: ['VOICE'],
    parameters: {
      PreviousContactParticipantState: required(word('AgentOnHold', 'CustomerOnHold', 'OffHold')),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  StartVoiceIdStream: {
    flows: NOT_HOLD,
    channels: ['VOICE'],
    errors: CATCH_ALL,
    unconditional: true,
  },
  CheckVoiceId: {
    channels: ['VOICE'],
    parameters: {
      CheckVoiceIdOption: required(
        word('enrollmentStatus', 'voiceAuthentication', 'fraudDetection'),
      ),
    },
    errors: CATCH_ALL,
    results: [
      'Enrolled',
      'NotEnrolled',
      'OptedOut',
      'Authenticated',
      'NotAuthenticated',
      'Inconclusive',
      'HighRisk',
      'LowRisk',
    ],
    takesTime: true,
  },
  ResumeContact: { channels: ['TASK'], errors: CATCH_ALL, unconditional: true },
  CreatePersistentContactAssociation: {
    channels: ['CHAT'],
    parameters: {
      RehydrationType: word('ENTIRE_PAST_SESSION', 'FROM_SEGMENT'),
      SourceContactId: text,
      ClientToken: text,
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
}
