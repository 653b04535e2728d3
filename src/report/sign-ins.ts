// Agents' sign-ins and sign-outs as sessions.
import type { Instant } from '../core/instant.ts'

export interface SignInEvent {
  readonly agentId: string
  readonly type: 'LOGIN' | 'LOGOUT'
  readonly at: Instant
}

export interface AgentSession {
  readonly agentId: string
  readonly signedInAt: Instant
  /** Undefined: was still there when the time ended. */
  readonly signedOutAt?: Instant
}

/** @param events of each agent in the order in which they happened; one before `from` says what went on there. */
export function sessionsOf(events: readonly SignInEvent[], from: Instant): AgentSession[] {
  const sessions: AgentSession[] = []
  const open = new Map<string, Instant>()
  for (const { agentId, type, at } of events) {
    const signedInAt = open.get(agentId)
    if (type === 'LOGIN') {
      // A second sign-in without a sign-out is the same session: the first of the two counts.
      if (signedInAt === undefined) open.set(agentId, at)
      continue
    }
    open.delete(agentId)
    if (signedInAt !== undefined && at >= from)
      sessions.push({ agentId, signedInAt, signedOutAt: at })
  }
  for (const [agentId, signedInAt] of open) sessions.push({ agentId, signedInAt })
  return sessions.sort((a, b) => a.signedInAt - b.signedInAt)
}
