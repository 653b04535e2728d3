// What an agent is doing, as rules on metrics ask for it (Administrator Guide, "Agent activity").
import type { Agent, AgentContact } from '../agent/agent.ts'
import type { AgentContactState } from '../centre-view.ts'
import type { Instant } from '../instant.ts'

const STATES: Readonly<Record<string, readonly AgentContactState[]>> = {
  INCOMING: ['CONNECTING'],
  ON_CONTACT: ['CONNECTED', 'CONNECTED_ONHOLD', 'PAUSED'],
  AFTER_CONTACT_WORK: ['ENDED'],
  MISSED: ['MISSED'],
  REJECTED: ['REJECTED'],
  ERROR: ['ERROR', 'MISSED', 'REJECTED'],
}

/**
 * Since when the agent has been doing it; undefined when not.
 * @param activity the id of a status, or AVAILABLE, ON_CONTACT and the like
 */
export function activeSince(agent: Agent, activity: string): Instant | undefined {
  if (activity === agent.statusId) return agent.statusSince
  if (activity === 'AVAILABLE') return earliest(Object.values(agent.idle))
  // A rule that an older version kept may name anything.
  if (!Object.hasOwn(STATES, activity)) return undefined
  const states = STATES[activity] ?? []
  return earliest(agent.contacts.filter(each => states.includes(each.state)).map(begin))
}

export function isActivity(activity: string): boolean {
  return activity === 'AVAILABLE' || Object.hasOwn(STATES, activity)
}

/** A call that is put on hold goes on. */
function begin({ state, since, connectedAt }: AgentContact): Instant {
  return STATES.ON_CONTACT?.includes(state) ? (connectedAt ?? since) : since
}

function earliest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  const known = moments.filter(each => each !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
