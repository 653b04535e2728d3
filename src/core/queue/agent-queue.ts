// Every agent has a queue of their own: what waits there goes to that agent and to nobody else. It is
// named after its agent, in no directory, and has no hours.

const PREFIX = 'agent/'

/** Contacts that may wait for one agent: the service's own limit. */
export const AGENT_QUEUE_MAX = 10

export function agentQueueId(agentId: string): string {
  return `${PREFIX}${agentId}`
}

/** Whose queue it is; undefined for a queue that many may serve. */
export function agentOfQueue(queueId: string): string | undefined {
  return queueId.startsWith(PREFIX) ? queueId.slice(PREFIX.length) : undefined
}
