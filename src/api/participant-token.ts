// Participant tokens are in the answers of those who bring people into chats, but never in what is
// remembered of an answer: they are made anew from the ids, each time it is given.
import { bareId } from './arn.ts'
import type { InputOf, OutputOf } from './operation.ts'
import type { OperationContext } from './operation-context.ts'

export function withParticipantToken(
  context: OperationContext,
  operation: string,
  { input, answer }: { readonly input: object; readonly answer: unknown },
): unknown {
  if (operation === 'StartChatContact') {
    const { ContactId = '', ParticipantId = '' } = answer as OutputOf<'StartChatContact'>
    const ParticipantToken = tokenOf(context, ContactId, ParticipantId)
    return { ...(answer as object), ParticipantToken }
  }
  if (operation === 'CreateParticipant') {
    const { ContactId } = input as InputOf<'CreateParticipant'>
    const { ParticipantId = '', ParticipantCredentials } = answer as OutputOf<'CreateParticipant'>
    const ParticipantToken = tokenOf(context, bareId(ContactId), ParticipantId)
    return {
      ...(answer as object),
      ParticipantCredentials: { ...ParticipantCredentials, ParticipantToken },
    }
  }
  return answer
}

function tokenOf(context: OperationContext, contactId: string, participantId: string): string {
  const conversationId = context.centre.chat(contactId)?.conversationId ?? contactId
  return context.participantToken({ conversationId, contactId, participantId })
}
