// Contacts that wait for one agent alone: whose turn it is.
import type { Agent } from '../agent/agent.ts'
import { agentOfQueue } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'

/** Who waits in an agent's own queue whom the agent can take now; the first in line for each. */
export function nextOwnContact(
  world: World,
): { readonly contact: Contact; readonly agent: Agent } | undefined {
  for (const queueId of world.agentQueues) {
    const agent = world.agents.get(agentOfQueue(queueId) ?? '')
    const contact = agent && firstInLine(world, agent, queueId)
    if (agent && contact) return { agent, contact }
  }
  return undefined
}

function firstInLine(world: World, agent: Agent, queueId: string): Contact | undefined {
  let first: Contact | undefined
  for (const contactId of world.waiting.get(queueId) ?? []) {
    const contact = world.contacts.get(contactId)
    if (contact?.stage.name !== 'queued' || contact.task?.pausedAt !== undefined) continue
    if (agent.idle[contact.channel] === undefined) continue
    if (!first || isBefore(contact, first)) first = contact
  }
  return first
}

/** As in every queue: by priority, then by age. */
function isBefore(one: Contact, other: Contact): boolean {
  if (one.priority !== other.priority) return one.priority < other.priority
  const [age, otherAge] = [one, other].map(
    ({ enqueuedAt = 0, ageAdjustmentMs }) => enqueuedAt - ageAdjustmentMs,
  ) as [number, number]
  return age === otherAge ? one.contactId < other.contactId : age < otherAge
}
