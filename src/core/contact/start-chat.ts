// A chat begins, goes on and is left.
import type { ChatInput } from '../input.ts'
import type { World } from '../world.ts'
import { joinChat, participantLeaves, writeEvent, writeFor, writeMessage } from './chat.ts'
import { heardFrom, setQuietLimits } from './chat-timers.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { agentGone, disconnect, endContact } from './ending.ts'
import { addContact, given } from './new-contact.ts'
import { resumeRun, startRun } from './run.ts'

type ChatStarted = Extract<ChatInput, { type: 'chat.started' }>

/** Unless whoever starts it says otherwise. */
const SUBTYPE = { 'connect:Subtype': { ValueString: 'connect:Chat' } }

export function chatStarted(world: World, input: ChatStarted): void {
  const { contactId, participantId, displayName, tokenHash, initialMessage } = input
  const contact = addContact(world, {
    contactId,
    channel: 'CHAT',
    initiationMethod: input.initiationMethod ?? 'API',
    stage: { name: 'flow' },
    customerName: displayName,
    customerAddress: input.customerAddress ?? '',
    systemAddress: input.systemAddress ?? '',
    ...given(input),
    segmentAttributes: { ...SUBTYPE, ...input.segmentAttributes },
    chat: {
      participants: [],
      contentTypes: input.contentTypes ?? ['text/plain'],
      ...(initialMessage && { initialMessage: initialMessage.content }),
      ...(input.sourceContactId !== undefined && { sourceContactId: input.sourceContactId }),
      ...(input.rehydration !== undefined && { rehydration: input.rehydration }),
    },
  })
  joinChat(world, contact, {
    participantId,
    role: 'CUSTOMER',
    displayName,
    ...(tokenHash !== undefined && { tokenHash }),
  })
  const customer = contact.chat?.participants[0]
  if (customer && initialMessage) writeFor(world, contact, customer, initialMessage)
  if (input.systemMessage) writeMessage(world, contact, input.systemMessage)
  if (input.sourceContactId !== undefined) writeEvent(world, contact, 'chat.rehydrated')
  beginFlow(world, contact, input.flowId)
}

/** The contact is in the system's hands: its first flow runs, or nothing can be done for it. */
export function beginFlow(world: World, contact: Contact, flowId: string): void {
  contact.stage = { name: 'flow' }
  contact.connectedToSystemAt = world.now
  contactEvent(world, contact, 'CONNECTED_TO_SYSTEM')
  const began = startRun(world, contact, { role: 'customer', legId: '', flowId })
  if (!began) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
}

/** Something happens in a chat that goes on. Answers false when it cannot be so. */
export function chatHappens(
  world: World,
  contact: Contact,
  input: Exclude<ChatInput, ChatStarted | { type: 'chat.sealed' }>,
): boolean {
  const { chat, stage } = contact
  if (!chat || stage.name === 'ended') return false
  switch (input.type) {
    case 'chat.quietLimits':
      setQuietLimits(world, contact, input.limits)
      return true
    case 'chat.joined': {
      const { participantId, role, displayName, tokenHash } = input
      if (chat.participants.some(each => each.participantId === participantId)) return false
      const hash = tokenHash === undefined ? {} : { tokenHash }
      joinChat(world, contact, { participantId, role, displayName, ...hash })
      return true
    }
    default:
      return participantActs(world, contact, input)
  }
}

function participantActs(
  world: World,
  contact: Contact,
  input: Extract<ChatInput, { type: 'chat.message' | 'chat.left' }>,
): boolean {
  const who = contact.chat?.participants.find(each => each.participantId === input.participantId)
  if (!who || who.leftAt !== undefined) return false
  if (input.type === 'chat.message') {
    const { contentType, content = '', number } = input
    if (number !== undefined && contact.chat) {
      // Told again after a restart.
      if (number <= (contact.chat.heard ?? 0)) return true
      contact.chat.heard = number
    }
    if (who.role === 'CUSTOMER' || who.role === 'AGENT') heardFrom(world, contact, who.role)
    if (who.role === 'CUSTOMER') {
      resumeRun(world, contact, 'customer', { type: 'message', contentType, content })
    }
    return true
  }
  switch (who.role) {
    case 'CUSTOMER':
      participantLeaves(world, contact, who)
      endContact(world, contact, 'CUSTOMER_DISCONNECT')
      return true
    case 'AGENT': {
      const { stage } = contact
      const agent = stage.name === 'connected' ? world.agents.get(stage.agentId) : undefined
      return agent !== undefined && agentGone(world, contact, agent, 'AGENT_DISCONNECT')
    }
    default:
      participantLeaves(world, contact, who)
      if (who.role === 'CUSTOM_BOT') resumeRun(world, contact, 'customer', { type: 'botLeft' })
      return true
  }
}
