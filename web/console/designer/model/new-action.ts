// A block as it comes from the palette: with everything the centre asks for that has only one answer.
import { actionRules } from '../../../../src/core/flow/action-rules.ts'
import type { Members, ParameterRule } from '../../../../src/core/flow/rule/action-rule.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'

/** Where the smallest or emptiest value would be a strange one to begin with. */
const BEGINNINGS: Readonly<Record<string, JsonObject>> = {
  MessageParticipant: { Text: '' },
  MessageParticipantIteratively: { Messages: [{ Text: '' }] },
  GetParticipantInput: { Text: '', StoreInput: 'False', InputTimeLimitSeconds: '5' },
  Loop: { LoopCount: '3' },
  Wait: { TimeLimitSeconds: '60' },
  InvokeLambdaFunction: {
    LambdaFunctionARN: '',
    InvocationTimeLimitSeconds: '3',
    InvocationType: 'SYNCHRONOUS',
    ResponseValidation: { ResponseType: 'JSON' },
  },
  TransferParticipantToThirdParty: {
    ThirdPartyPhoneNumber: '',
    ThirdPartyConnectionTimeLimitSeconds: '30',
    ContinueFlowExecution: 'True',
  },
  Compare: { ComparisonValue: '$.Attributes.' },
  UpdateContactTargetQueue: { QueueId: '' },
  UpdateContactEventHooks: { EventHooks: { CustomerQueue: '' } },
  UpdateContactRecordingBehavior: {
    RecordingBehavior: {
      RecordedParticipants: ['Agent', 'Customer'],
      IVRRecordingBehavior: 'Enabled',
    },
  },
  UpdateContactRoutingBehavior: { QueuePriority: '1' },
  UpdateContactTextToSpeechVoice: { TextToSpeechVoice: 'Joanna' },
  ConnectParticipantWithLexBot: { Text: '', LexV2Bot: { AliasArn: '' } },
}

const CONDITIONS: Readonly<Record<string, readonly JsonObject[]>> = {
  DistributeByPercentage: [
    { Condition: { Operator: 'NumberLessThan', Operands: ['51'] } },
    { Condition: { Operator: 'NumberLessThan', Operands: ['101'] } },
  ],
  GetParticipantInput: [{ Condition: { Operator: 'Equals', Operands: ['1'] } }],
}

export function newAction(type: string, identifier: string): JsonObject {
  const rule = actionRules.get(type)
  const Parameters = BEGINNINGS[type] ?? requiredOf(rule ?? {})
  const Errors = (rule?.errors ?? []).map(ErrorType => ({ ErrorType }))
  const results = rule?.complete ? (rule.results ?? []) : []
  const Conditions =
    CONDITIONS[type] ??
    results.map(each => {
      return { Condition: { Operator: 'Equals', Operands: [each] } }
    })
  return { Identifier: identifier, Type: type, Parameters, Transitions: { Errors, Conditions } }
}

function requiredOf({ parameters = {}, exactlyOne, atLeastOne }: Members): JsonObject {
  const [first] = exactlyOne ?? atLeastOne ?? []
  const wanted = Object.entries(parameters).filter(
    ([name, rule]) => rule.required || name === first,
  )
  return Object.fromEntries(wanted.map(([name, rule]) => [name, emptyValue(rule)]))
}

/** What a parameter begins with: the first of its words, the smallest number, nothing. */
export function emptyValue(rule: ParameterRule): Json {
  switch (rule.kind) {
    case 'text':
      return rule.words?.[0] ?? ''
    case 'number':
      return String(Math.max(rule.min, Math.min(1, rule.max)))
    case 'boolean':
      return 'True'
    case 'object':
      return requiredOf(rule)
    case 'map':
      return {}
    case 'list':
      return rule.of && (rule.sizeMin ?? 0) > 0 ? [emptyValue(rule.of)] : []
    case 'path':
    case 'scalar':
    case 'any':
      return ''
  }
}
