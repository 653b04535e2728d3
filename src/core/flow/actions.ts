import { checkHoursOfOperation } from './action/check-hours-of-operation.ts'
import { compare } from './action/compare.ts'
import { disconnectParticipant } from './action/disconnect-participant.ts'
import { distributeByPercentage } from './action/distribute-by-percentage.ts'
import { endFlowExecution } from './action/end-flow-execution.ts'
import { getParticipantInput } from './action/get-participant-input.ts'
import { loop } from './action/loop.ts'
import { messageParticipant } from './action/message-participant.ts'
import { messageParticipantIteratively } from './action/message-participant-iteratively.ts'
import { transferContactToQueue } from './action/transfer-contact-to-queue.ts'
import { transferToFlow } from './action/transfer-to-flow.ts'
import { updateContactAttributes } from './action/update-contact-attributes.ts'
import { updateContactData } from './action/update-contact-data.ts'
import { updateContactEventHooks } from './action/update-contact-event-hooks.ts'
import { updateContactRecordingBehavior } from './action/update-contact-recording-behavior.ts'
import { updateContactRoutingBehavior } from './action/update-contact-routing-behavior.ts'
import { updateContactTargetQueue } from './action/update-contact-target-queue.ts'
import { updateContactTextToSpeechVoice } from './action/update-contact-text-to-speech-voice.ts'
import { updateFlowAttributes } from './action/update-flow-attributes.ts'
import { updateFlowLoggingBehavior } from './action/update-flow-logging-behavior.ts'
import { wait } from './action/wait.ts'
import type { ActionKind } from './action-kind.ts'

const kinds: readonly ActionKind[] = [
  checkHoursOfOperation,
  compare,
  disconnectParticipant,
  distributeByPercentage,
  endFlowExecution,
  getParticipantInput,
  loop,
  messageParticipant,
  messageParticipantIteratively,
  transferContactToQueue,
  transferToFlow,
  updateContactAttributes,
  updateContactData,
  updateContactEventHooks,
  updateContactRecordingBehavior,
  updateContactRoutingBehavior,
  updateContactTargetQueue,
  updateContactTextToSpeechVoice,
  updateFlowAttributes,
  updateFlowLoggingBehavior,
  wait,
]

/** Every kind of action a flow may contain. Nothing else knows them all. */
export const actions: ReadonlyMap<string, ActionKind> = new Map(
  kinds.map(kind => [kind.type, kind]),
)
