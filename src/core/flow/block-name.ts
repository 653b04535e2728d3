// What Connect's flow logs call an action: the designer's old name of its block. FLOW_LANGUAGE §8.
import type { Action } from './flow.ts'
import { isTrue } from './parameter.ts'

const NAMES: Readonly<Record<string, string>> = {
  MessageParticipant: 'PlayPrompt',
  MessageParticipantIteratively: 'LoopPrompts',
  ConnectParticipantWithLexBot: 'GetUserInput',
  UpdateContactAttributes: 'SetAttributes',
  UpdateFlowAttributes: 'SetFlowAttributes',
  Compare: 'CheckAttribute',
  InvokeLambdaFunction: 'InvokeExternalResource',
  UpdateContactTargetQueue: 'SetQueue',
  TransferContactToQueue: 'Transfer',
  DequeueContactAndTransferToQueue: 'Transfer',
  TransferToFlow: 'Transfer',
  TransferParticipantToThirdParty: 'Transfer',
  CreateCallbackContact: 'CreateCallback',
  UpdateContactCallbackNumber: 'SetCallBackNumber',
  UpdateContactTextToSpeechVoice: 'SetVoice',
  UpdateContactData: 'SetContactData',
  UpdateFlowLoggingBehavior: 'SetLoggingBehavior',
  UpdateContactRecordingBehavior: 'SetRecordingBehavior',
  UpdateContactEventHooks: 'SetContactFlow',
  CheckMetricData: 'CheckStaffing',
  GetMetricData: 'GetQueueMetrics',
  UpdateContactRoutingBehavior: 'UpdateRoutingPriority',
  DistributeByPercentage: 'PercentileBranching',
  EndFlowExecution: 'Resume',
  EndFlowModuleExecution: 'ReturnFromFlowModule',
  DisconnectParticipant: 'Disconnect',
}

/** Actions younger than the names go by their type. */
export function blockName({ type, parameters }: Action): string {
  if (type === 'GetParticipantInput') {
    return isTrue(parameters.StoreInput) ? 'StoreUserInput' : 'GetUserInput'
  }
  if (type === 'UpdateContactMediaStreamingBehavior') {
    const starts = String(parameters.MediaStreamingState).toLowerCase() === 'enabled'
    return starts ? 'StartMediaStreaming' : 'StopMediaStreaming'
  }
  return NAMES[type] ?? type
}
