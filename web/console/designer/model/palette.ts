// The blocks there are, by what they are for.

import { actionRules } from '../../../../src/core/flow/action-rules.ts'
import { actions } from '../../../../src/core/flow/actions.ts'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'

export type BlockGroup = 'interact' | 'set' | 'check' | 'integrate' | 'transfer'

const GROUPS: Readonly<Record<BlockGroup, readonly string[]>> = {
  interact: [
    'MessageParticipant',
    'GetParticipantInput',
    'MessageParticipantIteratively',
    'ConnectParticipantWithLexBot',
    'ShowView',
    'Wait',
    'AuthenticateParticipant',
    'StartOutboundChatContact',
    'StartOutboundEmailContact',
    'RenderMessageTemplate',
    'LoadContactContent',
    'UpdatePreviousContactParticipantState',
    'CompleteOutboundCall',
    'ResumeContact',
  ],
  set: [
    'UpdateContactTargetQueue',
    'UpdateContactAttributes',
    'UpdateFlowAttributes',
    'UpdateContactEventHooks',
    'UpdateContactTextToSpeechVoice',
    'UpdateContactRoutingBehavior',
    'UpdateContactRoutingCriteria',
    'UpdateContactCallbackNumber',
    'UpdateContactRecordingBehavior',
    'UpdateContactRecordingAndAnalyticsBehavior',
    'UpdateFlowLoggingBehavior',
    'UpdateContactData',
    'TagContact',
    'UntagContact',
    'UpdateContactMediaStreamingBehavior',
    'UpdateContactMediaProcessing',
    'StartVoiceIdStream',
    'CreatePersistentContactAssociation',
  ],
  check: [
    'Compare',
    'CheckHoursOfOperation',
    'CheckMetricData',
    'GetMetricData',
    'DistributeByPercentage',
    'Loop',
    'CheckOutboundCallStatus',
    'CheckVoiceId',
    'CheckSegmentMembership',
  ],
  integrate: [
    'InvokeLambdaFunction',
    'InvokeFlowModule',
    'CreateTask',
    'EvaluateDataTableValues',
    'ListDataTableValues',
    'UpsertDataTableValues',
    'GetCustomerProfile',
    'GetCustomerProfileObject',
    'GetCalculatedAttributesForCustomerProfile',
    'CreateCustomerProfile',
    'UpdateCustomerProfile',
    'AssociateContactToCustomerProfile',
    'GetCase',
    'CreateCase',
    'UpdateCase',
    'CreateWisdomSession',
    'CreateContact',
  ],
  transfer: [
    'TransferContactToQueue',
    'DequeueContactAndTransferToQueue',
    'TransferToFlow',
    'TransferParticipantToThirdParty',
    'TransferContactToAgent',
    'RouteContactToAgent',
    'CreateCallbackContact',
    'EndFlowExecution',
    'EndFlowModuleExecution',
    'DisconnectParticipant',
  ],
}

export const BLOCK_GROUPS = Object.keys(GROUPS) as readonly BlockGroup[]

/** Every type with its group; those without one integrate something. */
const groups: ReadonlyMap<string, BlockGroup> = new Map(
  BLOCK_GROUPS.flatMap(group => GROUPS[group].map(type => [type, group] as const)),
)

export function groupOf(type: string): BlockGroup {
  return groups.get(type) ?? 'integrate'
}

/** What can be put into a flow of this kind, the common ones of each group first. */
export function paletteFor(
  kind: FlowKind,
): readonly { readonly group: BlockGroup; readonly types: readonly string[] }[] {
  const others = [...actions.keys()].filter(type => !groups.has(type))
  return BLOCK_GROUPS.map(group => ({
    group,
    types: [...GROUPS[group], ...(group === 'integrate' ? others : [])].filter(type => {
      if (!actions.has(type)) return false
      return actionRules.get(type)?.flows?.includes(kind) ?? true
    }),
  })).filter(({ types }) => types.length > 0)
}
