// A chat begins, goes on and is left.
import type { ChatInput } from '../input.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { beginFlow } from './begin-flow.ts'
import {
  type Chat,
  type ChatParticipant,
  joinChat,
  participantLeaves,
  present,
  writeEvent,
  writeFor,
  writeMessage,
} from './chat.ts'
import { heardFrom, setQuietLimits } from './chat-timers.ts'
import type { Contact } from './contact.ts'
import { endParties } from './end-parties.ts'
import { agentGone, endContact } from './ending.ts'
import { leaveTalk } from './leave-talk.ts'
import { stopLookingOn } from './monitor.ts'
import { addContact, given } from './new-contact.ts'
import { PARTICIPANTS_MAX, PARTIES_MAX } from './participant-limit.ts'
import { askingContact, partiesOf } from './party.ts'
import { resumeRun } from './run.ts'

type ChatStarted = Extract<ChatInput, { type: 'chat.started' }>

/** Unless whoever starts it says otherwise. */
const SUBTYPE = { 'connect:Subtype': { ValueString: 'connect:Chat' } }

export function chatStarted(world: World, input: ChatStarted): void {
  const { contactId, participantId, displayName, initialMessage } = input
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
      ...(input.outlastsAgent && { outlastsAgent: true }),
      ...(input.takesNoFiles && { takesNoFiles: true }),
    },
  })
  joinChat(world, contact, { participantId, role: 'CUSTOMER', displayName })
  const customer = contact.chat?.participants[0]
  if (customer && initialMessage) writeFor(world, contact, customer, initialMessage)
  if (input.systemMessage) writeMessage(world, contact, input.systemMessage)
  if (input.sourceContactId !== undefined) writeEvent(world, contact, 'chat.rehydrated')
  beginFlow(world, contact, input.flowId)
}

/** Something happens in a chat that goes on. Answers false when it cannot be so. */
export function chatHappens(
  world: World,
  contact: Contact,
  input: Exclude<ChatInput, ChatStarted | { type: 'chat.sealed' }>,
): Refusal | boolean {
  const { chat, stage } = contact
  if (!chat || stage.name === 'ended') return false
  switch (input.type) {
    case 'chat.quietLimits':
      setQuietLimits(world, contact, input.limits)
      return true
    case 'chat.joined': {
      const { participantId, role, displayName } = input
      if (chat.participants.some(each => each.participantId === participantId)) return false
      if (present(chat).length >= PARTICIPANTS_MAX) return tooMany
      if (seen(chat) >= PARTIES_MAX) return tooManyCame
      joinChat(world, contact, { participantId, role, displayName })
      return true
    }
    case 'chat.rehydrated':
      chat.sourceContactId = input.sourceContactId
      chat.rehydration = input.rehydration
      writeEvent(world, contact, 'chat.rehydrated')
      return true
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
  if (who.isSilent && input.type === 'chat.message') return false
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
  leaves(world, contact, who)
  return true
}

/** Somebody leaves for good, of their own accord. */
function leaves(world: World, contact: Contact, who: ChatParticipant): void {
  switch (who.role) {
    case 'CUSTOMER':
      return customerLeaves(world, contact, who)
    case 'AGENT':
      return agentWhoLeaves(world, contact, who)
    case 'SUPERVISOR':
      return stopLookingOn(world, contact, who)
    default:
      participantLeaves(world, contact, who)
      if (who.role === 'CUSTOM_BOT') resumeRun(world, contact, 'customer', { type: 'botLeft' })
  }
}

/** The agent is let go first when the customer is to be asked something afterwards: how it was. */
function customerLeaves(world: World, contact: Contact, customer: ChatParticipant): void {
  const { stage, chat } = contact
  const agent = stage.name === 'connected' ? world.agents.get(stage.agentId) : undefined
  const { flowId, disabled } = contact.hooks.CustomerRemaining ?? {}
  if (agent && chat?.outlastsAgent && flowId !== undefined && !disabled) {
    endParties(world, contact)
    agentGone(world, contact, agent, 'CUSTOMER_DISCONNECT')
    return
  }
  participantLeaves(world, contact, customer)
  endContact(world, contact, 'CUSTOMER_DISCONNECT')
}

/** By the contact in which the agent came: that of the chat, or one by which the agent was asked in. */
function agentWhoLeaves(world: World, contact: Contact, { cameBy }: ChatParticipant): void {
  const asking = partiesOf(contact).flatMap(party => askingContact(world, party) ?? [])
  for (const each of [contact, ...asking]) {
    const { stage, contactId } = each
    if (stage.name !== 'connected' || (cameBy ?? contactId) !== contactId) continue
    const agent = world.agents.get(stage.agentId)
    if (agent) leaveTalk(world, each, agent, 'AGENT_DISCONNECT')
    return
  }
}

function seen({ participants }: Chat): number {
  return participants.filter(({ isSilent }) => !isSilent).length
}

const tooMany: Refusal = {
  refused: 'LimitExceeded',
  message: `There are ${PARTICIPANTS_MAX} in the chat already.`,
}

const tooManyCame: Refusal = {
  refused: 'LimitExceeded',
  message: `Nobody else can come to this chat: ${PARTIES_MAX} have been there.`,
}
