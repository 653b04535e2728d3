import { invalid } from '../invalid.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

export const getAuthenticationUrl: ParticipantOperation<'GetAuthenticationUrl'> = (
  _,
  { chat, who },
) => {
  chat.check(who, 'writing')
  throw invalid('Customers cannot be authenticated: no identity provider is configured.')
}
