// What a participant connects to a chat with. It says itself which contact and participant it is for;
// the centre keeps only its hash.
import { sha256Hex } from '../io/crypto.ts'
import type { OperationContext } from './operation-context.ts'

interface ChatToken {
  /** For the participant alone. */
  readonly token: string
  /** For the centre: SHA-256 in hex. */
  readonly hash: string
}

export function newChatToken(
  context: OperationContext,
  { contactId, participantId }: { readonly contactId: string; readonly participantId: string },
): ChatToken {
  const secret = `${context.newId()}${context.newId()}`.replaceAll('-', '')
  const token = Buffer.from(`${contactId}:${participantId}:${secret}`).toString('base64url')
  return { token, hash: sha256Hex(token) }
}
