// What people show to take part in a chat. Tokens say themselves whom they are for and are signed, so
// nothing is kept of them; whether their holder still takes part is looked at each time.
import type { Instant } from '../../core/instant.ts'
import type { Member } from './chat-port.ts'
import { SignedValues } from './signed-values.ts'

/**
 * `participant`: opens connections, good for as long as its holder takes part. `connection`: writes and
 * reads. `socket`: travels in the URL of a WebSocket, and so is good for a moment only.
 */
export type ChatTokenKind = 'participant' | 'connection' | 'socket'

export class ChatTokens {
  readonly #signed: SignedValues

  /** `secret`: the instance's own. */
  constructor(secret: Uint8Array) {
    this.#signed = new SignedValues({ secret, purpose: 'chat tokens' })
  }

  /** Always the same for the same member. */
  participant(member: Member): string {
    return this.#signed.sign(['participant', ...valuesOf(member)])
  }

  /** One that is good until then. */
  passing(kind: 'connection' | 'socket', member: Member, expiresAt: Instant): string {
    return this.#signed.sign([kind, ...valuesOf(member), expiresAt])
  }

  /** Whose it is; undefined when it is not genuine, of another kind, or over. */
  read(kind: ChatTokenKind, token: string, now: Instant): Member | undefined {
    const [given, conversationId, contactId, participantId, expiresAt = now + 1] =
      this.#signed.read(token) ?? []
    if (given !== kind || Number(expiresAt) <= now) return undefined
    return {
      conversationId: String(conversationId),
      contactId: String(contactId),
      participantId: String(participantId),
    }
  }
}

function valuesOf({ conversationId, contactId, participantId }: Member): readonly string[] {
  return [conversationId, contactId, participantId]
}
