import type { ParticipantOperation } from '../participant-operation.ts'

export const disconnectParticipant: ParticipantOperation<'DisconnectParticipant'> = async (
  _,
  { chat, who },
) => {
  chat.check(who, 'writing')
  await chat.leave(who)
  return {}
}
