// Participant tokens are in the answers of those who bring people into chats, but never in what is
// remembered of an answer: they are made anew from the ids, each time it is given.
import type { OutputOf } from './operation.ts'
import type { OperationContext } from './operation-context.ts'

export function withParticipantToken(
  context: OperationContext,
  operation: string,
  answer: unknown,
): unknown {
  if (operation !== 'StartChatContact') return answer
  const { ContactId = '', ParticipantId = '' } = answer as OutputOf<'StartChatContact'>
  const ParticipantToken = context.participantToken({
    conversationId: ContactId,
    contactId: ContactId,
    participantId: ParticipantId,
  })
  return { ...(answer as object), ParticipantToken }
}
