import { associateContactToCustomerProfile } from './action/associate-contact-to-customer-profile.ts'
import { authenticateParticipant } from './action/authenticate-participant.ts'
import { checkHoursOfOperation } from './action/check-hours-of-operation.ts'
import { checkMetricData } from './action/check-metric-data.ts'
import { checkOutboundCallStatus } from './action/check-outbound-call-status.ts'
import { checkSegmentMembership } from './action/check-segment-membership.ts'
import { checkVoiceId } from './action/check-voice-id.ts'
import { compare } from './action/compare.ts'
import { completeOutboundCall } from './action/complete-outbound-call.ts'
import { connectParticipantWithLexBot } from './action/connect-participant-with-lex-bot.ts'
import { createCallbackContact } from './action/create-callback-contact.ts'
import { createCase } from './action/create-case.ts'
import { createContact } from './action/create-contact.ts'
import { createCustomerProfile } from './action/create-customer-profile.ts'
import { createPersistentContactAssociation } from './action/create-persistent-contact-association.ts'
import { createTask } from './action/create-task.ts'
import { createWisdomSession } from './action/create-wisdom-session.ts'
import { dequeueContactAndTransferToQueue } from './action/dequeue-contact-and-transfer-to-queue.ts'
import { disconnectParticipant } from './action/disconnect-participant.ts'
import { distributeByPercentage } from './action/distribute-by-percentage.ts'
import { endFlowExecution } from './action/end-flow-execution.ts'
import { endFlowModuleExecution } from './action/end-flow-module-execution.ts'
import { evaluateDataTableValues } from './action/evaluate-data-table-values.ts'
import { getCalculatedAttributesForCustomerProfile } from './action/get-calculated-attributes-for-customer-profile.ts'
import { getCase } from './action/get-case.ts'
import { getCustomerProfile } from './action/get-customer-profile.ts'
import { getCustomerProfileObject } from './action/get-customer-profile-object.ts'
import { getMetricData } from './action/get-metric-data.ts'
import { getParticipantInput } from './action/get-participant-input.ts'
import { invokeFlowModule } from './action/invoke-flow-module.ts'
import { invokeLambdaFunction } from './action/invoke-lambda-function.ts'
import { listDataTableValues } from './action/list-data-table-values.ts'
import { loadContactContent } from './action/load-contact-content.ts'
import { loop } from './action/loop.ts'
import { messageParticipant } from './action/message-participant.ts'
import { messageParticipantIteratively } from './action/message-participant-iteratively.ts'
import { renderMessageTemplate } from './action/render-message-template.ts'
import { resumeContact } from './action/resume-contact.ts'
import { routeContactToAgent } from './action/route-contact-to-agent.ts'
import { showView } from './action/show-view.ts'
import { startOutboundChatContact } from './action/start-outbound-chat-contact.ts'
import { startOutboundEmailContact } from './action/start-outbound-email-contact.ts'
import { startVoiceIdStream } from './action/start-voice-id-stream.ts'
import { tagContact } from './action/tag-contact.ts'
import { transferContactToAgent } from './action/transfer-contact-to-agent.ts'
import { transferContactToQueue } from './action/transfer-contact-to-queue.ts'
import { transferParticipantToThirdParty } from './action/transfer-participant-to-third-party.ts'
import { transferToFlow } from './action/transfer-to-flow.ts'
import { untagContact } from './action/untag-contact.ts'
import { updateCase } from './action/update-case.ts'
import { updateContactAttributes } from './action/update-contact-attributes.ts'
import { updateContactCallbackNumber } from './action/update-contact-callback-number.ts'
import { updateContactData } from './action/update-contact-data.ts'
import { updateContactEventHooks } from './action/update-contact-event-hooks.ts'
import { updateContactMediaProcessing } from './action/update-contact-media-processing.ts'
import { updateContactMediaStreamingBehavior } from './action/update-contact-media-streaming-behavior.ts'
import { updateContactRecordingAndAnalyticsBehavior } from './action/update-contact-recording-and-analytics-behavior.ts'
import { updateContactRecordingBehavior } from './action/update-contact-recording-behavior.ts'
import { updateContactRoutingBehavior } from './action/update-contact-routing-behavior.ts'
import { updateContactRoutingCriteria } from './action/update-contact-routing-criteria.ts'
import { updateContactTargetQueue } from './action/update-contact-target-queue.ts'
import { updateContactTextToSpeechVoice } from './action/update-contact-text-to-speech-voice.ts'
import { updateCustomerProfile } from './action/update-customer-profile.ts'
import { updateFlowAttributes } from './action/update-flow-attributes.ts'
import { updateFlowLoggingBehavior } from './action/update-flow-logging-behavior.ts'
import { updatePreviousContactParticipantState } from './action/update-previous-contact-participant-state.ts'
import { upsertDataTableValues } from './action/upsert-data-table-values.ts'
import { wait } from './action/wait.ts'
import type { ActionKind } from './action-kind.ts'

const kinds: readonly ActionKind[] = [
  checkOutboundCallStatus,
  checkVoiceId,
  completeOutboundCall,
  createCallbackContact,
  dequeueContactAndTransferToQueue,
  routeContactToAgent,
  startVoiceIdStream,
  transferContactToAgent,
  transferParticipantToThirdParty,
  updateContactCallbackNumber,
  updateContactMediaStreamingBehavior,
  updateContactRecordingAndAnalyticsBehavior,
  updatePreviousContactParticipantState,
  associateContactToCustomerProfile,
  authenticateParticipant,
  checkHoursOfOperation,
  checkSegmentMembership,
  compare,
  connectParticipantWithLexBot,
  createCase,
  createContact,
  createCustomerProfile,
  createPersistentContactAssociation,
  createTask,
  createWisdomSession,
  disconnectParticipant,
  distributeByPercentage,
  endFlowExecution,
  endFlowModuleExecution,
  getCalculatedAttributesForCustomerProfile,
  getCase,
  getCustomerProfile,
  getCustomerProfileObject,
  getParticipantInput,
  invokeFlowModule,
  invokeLambdaFunction,
  loadContactContent,
  loop,
  messageParticipant,
  messageParticipantIteratively,
  renderMessageTemplate,
  resumeContact,
  showView,
  startOutboundChatContact,
  startOutboundEmailContact,
  transferContactToQueue,
  transferToFlow,
  updateCase,
  updateContactAttributes,
  updateContactData,
  updateContactEventHooks,
  updateContactMediaProcessing,
  updateContactRecordingBehavior,
  updateContactRoutingBehavior,
  updateContactTargetQueue,
  updateContactTextToSpeechVoice,
  updateCustomerProfile,
  updateFlowAttributes,
  updateFlowLoggingBehavior,
  wait,
  checkMetricData,
  getMetricData,
  tagContact,
  untagContact,
  updateContactRoutingCriteria,
  evaluateDataTableValues,
  listDataTableValues,
  upsertDataTableValues,
]

/** Every kind of action a flow may contain. Nothing else knows them all. */
export const actions: ReadonlyMap<string, ActionKind> = new Map(
  kinds.map(kind => [kind.type, kind]),
)
