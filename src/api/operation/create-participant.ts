import { minutes } from '../../core/instant.ts'
import { openChat } from '../chat-contact.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { invalidRequest, refuseUnbuilt } from '../service-error.ts'

/** The token is good for as long as its holder takes part, but no chat goes on for longer. */
const EXPIRY_MS = minutes(7 * 24 * 60)

/** Brings a bot or a supervisor into a chat. */
export const createParticipant: Operation<'CreateParticipant'> = (input, context) => {
  const { ParticipantRole, DisplayName, ...others } = input.ParticipantDetails
  refuseUnbuilt(others, 'ParticipantCapabilities')
  if (ParticipantRole !== 'CUSTOM_BOT' && ParticipantRole !== 'SUPERVISOR') {
    throw invalidRequest('Member ParticipantRole must be CUSTOM_BOT or SUPERVISOR.')
  }
  const { contactId } = openChat(context, input.ContactId)
  const participantId = context.newId()
  return changed(
    {
      ParticipantId: participantId,
      ParticipantCredentials: { Expiry: new Date(context.now + EXPIRY_MS).toISOString() },
    },
    {
      type: 'chat.joined',
      contactId,
      participantId,
      role: ParticipantRole,
      displayName: DisplayName ?? '',
    },
  )
}
