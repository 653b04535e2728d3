// What an agent's page connects to a chat of the agent's with.
import { requestJson } from '../http.ts'
import type { ParticipantSession } from './participant-connection.ts'

/** Rejects when there is no answer for now; `over` when the agent has no such chat. */
export async function agentSession(contactId: string): Promise<ParticipantSession | 'over'> {
  const answer = await requestJson<ParticipantSession>('POST', '/api/agent/chat-token', {
    contactId,
  })
  if (answer.ok) return answer.value
  if (answer.status === 404) return 'over'
  throw new Error(answer.sentence)
}
