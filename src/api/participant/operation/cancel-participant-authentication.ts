import { invalid } from '../invalid.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

export const cancelParticipantAuthentication: ParticipantOperation<
  'CancelParticipantAuthentication'
> = (_, { chat, who }) => {
  chat.check(who, 'writing')
  throw invalid('There is no such session of authentication.')
}
