// What an agent does with a contact in hand.

import { addParty } from '../contact/add-party.ts'
import { addToChat } from '../contact/chat-party.ts'
import { type Contact, type DisconnectReason, isVoice } from '../contact/contact.ts'
import { agentLeftWhisper } from '../contact/joining.ts'
import { leaveTalk } from '../contact/leave-talk.ts'
import { leaveMonitoring, setBarging } from '../contact/monitor.ts'
import { listenerActs } from '../contact/monitor-call.ts'
import { accept, reject } from '../contact/offering.ts'
import { pause, unpause } from '../contact/pause.ts'
import { quickTransfer } from '../contact/quick-transfer.ts'
import { agentLeftReaching } from '../contact/reaching.ts'
import { conference, steerParty, swap } from '../contact/steer-parties.ts'
import { hold, mute, resumeTalk, sendDigits } from '../contact/talking.ts'
import type { AgentInput } from '../input.ts'
import { type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Agent } from './agent.ts'
import { findContact } from './availability.ts'

/** All that concerns a contact, but putting it away. */
export type AgentAct = Exclude<
  AgentInput,
  { type: 'agent.reachable' | 'agent.setStatus' | 'agent.dial' | 'agent.clear' }
>

export function agentActs(
  world: World,
  contact: Contact,
  agent: Agent,
  input: AgentAct,
): Refusal | undefined {
  if (contact.monitors && isVoice(contact)) return listenerActs(world, contact, agent, input)
  switch (input.type) {
    case 'agent.transfer':
      return quickTransfer(world, contact, agent, input)
    case 'agent.addParty':
      return contact.chat
        ? addToChat(world, contact, agent, input)
        : addParty(world, contact, agent, input)
    case 'agent.monitor':
      return setBarging(world, contact, input)
    case 'agent.party':
      // Nobody hears anything of a chat, so nobody waits in one.
      if (contact.chat && input.does !== 'drop') return wrongState('a chat')
      if (contact.monitors) return wrongState('looked on')
      return steerParty(world, contact, agent, input)
    case 'agent.swap':
      return contact.chat ? wrongState('a chat') : swap(world, contact, agent)
    case 'agent.conference':
      return contact.chat ? wrongState('a chat') : conference(world, contact, agent)
    default: {
      const done = act(world, contact, agent, input)
      return done ? undefined : wrongState(findContact(agent, contact.contactId)?.state ?? 'gone')
    }
  }
}

type PlainAct = Exclude<
  AgentAct,
  {
    type:
      | 'agent.transfer'
      | 'agent.monitor'
      | 'agent.addParty'
      | 'agent.party'
      | 'agent.swap'
      | 'agent.conference'
  }
>

/** False when the contact's state does not allow it. */
function act(world: World, contact: Contact, agent: Agent, input: PlainAct): boolean {
  switch (input.type) {
    case 'agent.accept':
      return accept(world, contact, agent)
    case 'agent.reject':
      return reject(world, contact, agent)
    case 'agent.hangUp':
      return (
        leaveMonitoring(world, contact) ||
        agentLeftReaching(world, contact, agent, 'AGENT_DISCONNECT') ||
        agentLeftWhisper(world, contact, agent) ||
        leaveTalk(world, contact, agent, agentReason(contact))
      )
    case 'agent.hold':
      return contact.task ? pause(world, contact) : hold(world, contact, agent)
    case 'agent.resume':
      return contact.task ? unpause(world, contact) : resumeTalk(world, contact, agent)
    case 'agent.mute':
      return mute(world, contact, agent, input.muted)
    case 'agent.digits':
      return sendDigits(world, contact, agent, input.digits)
    default:
      input satisfies never
      return false
  }
}

/** A task is done when its agent says so. */
function agentReason(contact: Contact): DisconnectReason {
  return contact.channel === 'TASK' ? 'AGENT_COMPLETED' : 'AGENT_DISCONNECT'
}
