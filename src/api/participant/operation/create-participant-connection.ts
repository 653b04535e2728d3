import { minutes } from '../../../core/instant.ts'
import { invalid } from '../invalid.ts'
import type { ParticipantContext, ParticipantOperation } from '../participant-operation.ts'

/**
 * Clients ask anew a minute before, by their own clock, which may be half a day wrong either way; ten
 * times a second if the time has gone by there already, or is more than 24 days off.
 */
const CONNECTION_MS = minutes(24 * 60)
/** Clients take the address of a socket for good for 85 seconds. */
const TICKET_MS = 100_000
/** After 59 minutes clients open another socket and close this one. */
const SOCKET_MS = minutes(120)

export const createParticipantConnection: ParticipantOperation<'CreateParticipantConnection'> = (
  { Type, ConnectParticipant },
  context,
) => {
  context.chat.check(context.who, 'writing')
  const asked = Type ?? []
  if (asked.length === 0 && ConnectParticipant === undefined) {
    throw invalid('Give the Type of the connection, or ConnectParticipant.')
  }
  if (asked.includes('WEBRTC_CONNECTION')) {
    throw invalid('Member Type: this contact has no WEBRTC_CONNECTION.')
  }
  return {
    ...(asked.includes('WEBSOCKET') && { Websocket: socket(context) }),
    ...(asked.includes('CONNECTION_CREDENTIALS') && {
      ConnectionCredentials: credentials(context),
    }),
  }
}

function socket({ tokens, who, now, socketOrigin }: ParticipantContext) {
  const ticket = tokens.passing('socket', who, now + TICKET_MS)
  return {
    Url: `${socketOrigin}/participant/socket?ticket=${ticket}`,
    ConnectionExpiry: new Date(now + SOCKET_MS).toISOString(),
  }
}

function credentials({ tokens, who, now }: ParticipantContext) {
  const expiresAt = now + CONNECTION_MS
  return {
    ConnectionToken: tokens.passing('connection', who, expiresAt),
    Expiry: new Date(expiresAt).toISOString(),
  }
}
