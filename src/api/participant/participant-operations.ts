// Every operation of the participant service, by its name.
import { cancelParticipantAuthentication } from './operation/cancel-participant-authentication.ts'
import { completeAttachmentUpload } from './operation/complete-attachment-upload.ts'
import { createParticipantConnection } from './operation/create-participant-connection.ts'
import { describeView } from './operation/describe-view.ts'
import { disconnectParticipant } from './operation/disconnect-participant.ts'
import { getAttachment } from './operation/get-attachment.ts'
import { getAuthenticationUrl } from './operation/get-authentication-url.ts'
import { getTranscript } from './operation/get-transcript.ts'
import { sendEvent } from './operation/send-event.ts'
import { sendMessage } from './operation/send-message.ts'
import { startAttachmentUpload } from './operation/start-attachment-upload.ts'
import type { ParticipantOperation, ParticipantOperationName } from './participant-operation.ts'

export const participantOperations: {
  readonly [Name in ParticipantOperationName]: ParticipantOperation<Name>
} = {
  CancelParticipantAuthentication: cancelParticipantAuthentication,
  CompleteAttachmentUpload: completeAttachmentUpload,
  CreateParticipantConnection: createParticipantConnection,
  DescribeView: describeView,
  DisconnectParticipant: disconnectParticipant,
  GetAttachment: getAttachment,
  GetAuthenticationUrl: getAuthenticationUrl,
  GetTranscript: getTranscript,
  SendEvent: sendEvent,
  SendMessage: sendMessage,
  StartAttachmentUpload: startAttachmentUpload,
}
