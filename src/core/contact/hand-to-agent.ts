// A contact is given to one agent, at once or not at all.
import { isFailed } from '../agent/agent.ts'
import { releaseContact, takesContacts } from '../agent/availability.ts'
import { agentQueueId } from '../queue/agent-queue.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { afterContactWorkDone, finish } from './ending.ts'
import { contactToQueue } from './queue-again.ts'
import { enqueue } from './queueing.ts'

/**
 * Gives a contact to an agent who is doing nothing but after-contact work, which that ends. Answers
 * false when the agent is with somebody else, or takes no contacts at the moment.
 */
export function handToAgent(world: World, contact: Contact, agentId: string): boolean {
  const agent = world.agents.get(agentId)
  if (!agent || contact.stage.name !== 'flow') return false
  if (!takesContacts(world, agent, contact.channel)) return false
  const isBusy = agent.contacts.some(each => each.state !== 'ENDED' && !isFailed(each))
  if (isBusy) return false
  for (const { contactId, state } of agent.contacts) {
    releaseContact(world, agent, contactId)
    const ended = world.contacts.get(contactId)
    if (!ended) continue
    if (state === 'ENDED' && ended.handling?.agentId === agentId) afterContactWorkDone(world, ended)
    else finish(world, ended)
  }
  enqueue(world, contactToQueue(world, contact), agentQueueId(agentId))
  return true
}
