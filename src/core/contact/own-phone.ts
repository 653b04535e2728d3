// An agent's own phone is rung for something the agent has asked for: nobody asks whether to accept it.
import type { Agent } from '../agent/agent.ts'
import { updateIdle } from '../agent/availability.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { dialTarget } from './offering.ts'

interface Ring {
  readonly queueId: string
  /** Shown on a desk phone. */
  readonly callerId: string
  readonly timeoutMs: number
}

/** Takes the contact in hand and rings. What comes of it is told as `leg.answered` or `leg.ended`. */
export function ringOwnPhone(
  world: World,
  contact: Contact,
  agent: Agent,
  { queueId, callerId, timeoutMs }: Ring,
): void {
  const legId = world.chance.uuid()
  const { contactId, node, initiationMethod, customerAddress } = contact
  const { agentId } = agent
  agent.contacts.push({
    contactId,
    channel: 'VOICE',
    initiationMethod,
    queueId,
    legId,
    state: 'CONNECTING',
    since: world.now,
    accepted: true,
    legReady: false,
    muted: false,
    idleSince: agent.idle.VOICE ?? world.now,
    customerAddress,
  })
  updateIdle(world, agent)
  world.legs.set(legId, { contactId, role: 'agent', agentId })
  const to = dialTarget(world, agentId)
  world.effect({ type: 'leg.dial', node, legId, to, callerId, timeoutMs })
  world.agentChanged(agentId)
}
