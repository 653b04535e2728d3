// An agent's guide: a chat between a flow and an agent, beside the contact the agent has. The contact's
// own flow has chosen it; it shows views, and what the agent fills in leads it on.
import type { EventHook } from '../flow/action-kind.ts'
import type { World } from '../world.ts'
import { beginFlow } from './begin-flow.ts'
import { joinChat } from './chat.ts'
import type { Contact } from './contact.ts'
import { addContact } from './new-contact.ts'

export type GuideHook = Extract<EventHook, 'DefaultAgentUI' | 'DisconnectAgentUI'>

const SUBTYPE = { 'connect:Subtype': { ValueString: 'connect:Guide' } }

/** Begins the guide for this moment, if there is one. The agent takes part as its customer. */
export function startGuide(world: World, contact: Contact, hook: GuideHook): void {
  const { flowId, disabled } = contact.hooks[hook] ?? {}
  const user = world.directory.get('agent', contact.handling?.agentId ?? '')
  if (flowId === undefined || disabled || !user) return
  const guide = addContact(world, {
    contactId: world.chance.uuid(),
    channel: 'CHAT',
    initiationMethod: 'FLOW',
    stage: { name: 'flow' },
    relatedContactId: contact.contactId,
    customerName: user.Username,
    attributes: contact.attributes,
    data: { ...contact.data },
    ...(contact.targetQueueId !== undefined && { targetQueueId: contact.targetQueueId }),
    segmentAttributes: SUBTYPE,
    chat: { participants: [], contentTypes: ['text/plain'], isGuide: true },
  })
  contact.guideId = guide.contactId
  const participantId = world.chance.uuid()
  joinChat(world, guide, { participantId, role: 'CUSTOMER', displayName: user.Username })
  beginFlow(world, guide, flowId)
  world.agentChanged(contact.handling?.agentId ?? '')
}
