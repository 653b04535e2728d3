// Actions that decide where a flow goes and when it ends, and those that call out of it.
import {
  type ActionRule,
  anything,
  CALLS_AND_QUEUE,
  CATCH_ALL,
  fixed,
  list,
  number,
  object,
  outside,
  required,
  SECONDS_PER_WEEK,
  scalar,
  text,
  to,
  word,
} from './action-rule.ts'

export const controlRules: Readonly<Record<string, ActionRule>> = {
  Compare: {
    parameters: { ComparisonValue: required({ kind: 'path' }) },
    errors: ['NoMatchingCondition'],
    operators: 'any',
  },
  /** Over a count or over the elements of a list; the keys of the latter are not published. */
  Loop: {
    parameters: { LoopCount: number(0, 100), LoopName: text },
    open: true,
    results: ['ContinueLooping', 'DoneLooping'],
    complete: true,
  },
  DistributeByPercentage: {
    flows: [...CALLS_AND_QUEUE, 'OUTBOUND_WHISPER', 'MODULE'],
    errors: ['NoMatchingCondition'],
    operators: ['NumberLessThan'],
  },
  Wait: {
    parameters: {
      TimeLimitSeconds: required(number(0, SECONDS_PER_WEEK)),
      // Newer events (functions, cases) have names that nobody has published.
      Events: list(text),
      ContinueExecution: anything,
      MinimumWaitTimeSeconds: number(0, SECONDS_PER_WEEK),
    },
    errors: CATCH_ALL,
    mayFail: ['ParticipantNotFound'],
    open: true,
    results: ['WaitCompleted', 'CustomerReturned', 'BotParticipantDisconnected', 'Continue'],
    takesTime: true,
  },
  UpdateFlowAttributes: {
    parameters: {
      FlowAttributes: required({
        kind: 'map',
        of: object({ Value: required(scalar), Type: text }),
      }),
    },
    errors: CATCH_ALL,
    unconditional: true,
  },
  UpdateFlowLoggingBehavior: {
    parameters: { FlowLoggingBehavior: required(word('Enabled', 'Disabled')) },
    unconditional: true,
  },
  DisconnectParticipant: {
    flows: [...CALLS_AND_QUEUE, 'MODULE'],
    unconditional: true,
    ends: true,
  },
  EndFlowExecution: { unconditional: true, ends: true },
  EndFlowModuleExecution: {
    flows: ['MODULE'],
    parameters: { Result: text, ResultData: object() },
    unconditional: true,
    ends: true,
  },
  InvokeFlowModule: {
    parameters: { FlowModuleId: required(to('flow-module')), Input: object() },
    errors: CATCH_ALL,
    mayFail: ['NoMatchingCondition'],
  },
  InvokeLambdaFunction: {
    parameters: {
      LambdaFunctionARN: required(outside('function')),
      // Documented up to 8 for a synchronous call; exports with 10 and 30 exist.
      InvocationTimeLimitSeconds: required(fixed(number(1, 60))),
      InvocationType: word('SYNCHRONOUS', 'ASYNCHRONOUS'),
      LambdaInvocationAttributes: object(),
      ResponseValidation: object({ ResponseType: word('STRING_MAP', 'JSON') }),
    },
    errors: CATCH_ALL,
    // The newer block has a time-out branch whose name nobody has published.
    mayFail: ['Timeout', 'TimeLimitExceeded'],
    unconditional: true,
    takesTime: true,
  },
}
