import type { World } from '../world.ts'
import { leaveChat } from './chat.ts'
import { quietDue } from './chat-timers.ts'
import type { Contact } from './contact.ts'
import { endParties } from './end-parties.ts'
import { agentGone } from './ending.ts'

/** Nobody writes, so everybody but the customer is let go; the flow may still have something to say. */
export function quietTooLong(world: World, contact: Contact): void {
  if (!quietDue(world, contact)) return
  const { stage } = contact
  const agent = stage.name === 'connected' ? world.agents.get(stage.agentId) : undefined
  if (!agent) return
  leaveChat(world, contact, 'CUSTOM_BOT')
  endParties(world, contact)
  agentGone(world, contact, agent, 'IDLE_DISCONNECT')
}
