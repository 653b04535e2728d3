// What people show to take part in a chat. Tokens say themselves whom they are for and are signed, so
// nothing is kept of them; whether their holder still takes part is looked at each time.
import type { Instant } from '../../core/instant.ts'
import { equalInConstantTime, hmacSha256 } from '../../io/crypto.ts'
import type { Member } from './chat-port.ts'

/**
 * `participant`: opens connections, good for as long as its holder takes part. `connection`: writes and
 * reads. `socket`: travels in the URL of a WebSocket, and so is good for a moment only.
 */
export type ChatTokenKind = 'participant' | 'connection' | 'socket'

/** The longest that can be genuine: tokens are read before anything is known of who sends them. */
const LENGTH_MAX = 1000

export class ChatTokens {
  readonly #key: Uint8Array

  /** `secret`: the instance's own. */
  constructor(secret: Uint8Array) {
    this.#key = hmacSha256(secret, 'chat tokens')
  }

  /** Always the same for the same member. */
  participant(member: Member): string {
    return this.#issue('participant', member)
  }

  /** One that is good until then. */
  passing(kind: 'connection' | 'socket', member: Member, expiresAt: Instant): string {
    return this.#issue(kind, member, expiresAt)
  }

  /** Whose it is; undefined when it is not genuine, of another kind, or over. */
  read(kind: ChatTokenKind, token: string, now: Instant): Member | undefined {
    if (token.length > LENGTH_MAX) return undefined
    const [body = '', signature = '', ...rest] = token.split('.')
    if (rest.length > 0 || !this.#signed(body, signature)) return undefined
    const [given, conversationId, contactId, participantId, expiresAt] = JSON.parse(
      Buffer.from(body, 'base64url').toString('utf8'),
    ) as [ChatTokenKind, string, string, string, Instant?]
    if (given !== kind || (expiresAt !== undefined && expiresAt <= now)) return undefined
    return { conversationId, contactId, participantId }
  }

  #issue(kind: ChatTokenKind, member: Member, expiresAt?: Instant): string {
    const { conversationId, contactId, participantId } = member
    const content = [kind, conversationId, contactId, participantId]
    const body = Buffer.from(
      JSON.stringify(expiresAt === undefined ? content : [...content, expiresAt]),
    ).toString('base64url')
    return `${body}.${Buffer.from(hmacSha256(this.#key, body)).toString('base64url')}`
  }

  #signed(body: string, signature: string): boolean {
    const expected = Buffer.from(hmacSha256(this.#key, body)).toString('base64url')
    return equalInConstantTime(Buffer.from(expected), Buffer.from(signature))
  }
}
