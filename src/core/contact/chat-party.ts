// Several agents in one chat. An agent asks another in by a contact of its own that goes through a
// transfer flow like any other; whoever takes it takes part in the chat. When the agent who asked
// leaves, the chat goes on in the contact of one who was asked.
import type { Agent } from '../agent/agent.ts'
import type { AgentInput } from '../input.ts'
import { agentQueueId } from '../queue/agent-queue.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { beginFlow } from './begin-flow.ts'
import { present } from './chat.ts'
import { watchQuiet } from './chat-timers.ts'
import type { Contact, DisconnectReason, Party } from './contact.ts'
import { endContact } from './ending.ts'
import { lookOnIn } from './monitor.ts'
import { addContact } from './new-contact.ts'
import { PARTICIPANTS_MAX, PARTIES_MAX } from './participant-limit.ts'
import { askingContact, callChanged, partiesOf } from './party.ts'
import { type FlowTarget, targetOf } from './quick-connect-target.ts'

type AddParty = Extract<AgentInput, { type: 'agent.addParty' }>

/** Asks somebody in by quick connect. */
export function addToChat(
  world: World,
  contact: Contact,
  agent: Agent,
  input: AddParty,
): Refusal | undefined {
  const refused = whyNotAdd(world, contact, agent, input.partyId)
  if (refused) return refused
  const target = targetOf(world, input)
  if ('refused' in target) return target
  if (target.kind === 'number') return cannot('Nobody at a telephone number can write.')
  if (target.queueId === agentQueueId(agent.agentId)) return cannot('Nobody asks oneself in.')
  ask(world, contact, { contactId: input.partyId, target })
  return undefined
}

function whyNotAdd(
  world: World,
  contact: Contact,
  agent: Agent,
  partyId: string,
): Refusal | undefined {
  const { chat, stage, parties = [] } = contact
  if (!chat || stage.name !== 'connected' || stage.agentId !== agent.agentId) {
    return cannot('Others can be asked only into a chat one has.')
  }
  const awaited = partiesOf(contact).filter(({ answeredAt }) => answeredAt === undefined)
  if (present(chat).length + awaited.length >= PARTICIPANTS_MAX) {
    return { refused: 'LimitExceeded', message: `There are ${PARTICIPANTS_MAX} in the chat.` }
  }
  if (parties.length >= PARTIES_MAX) {
    return { refused: 'LimitExceeded', message: `${PARTIES_MAX} have been asked in already.` }
  }
  if (world.contacts.has(partyId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id already.' }
  }
  return undefined
}

/** The customer is not told what the transfer flow says: the asking contact has no chat. */
function ask(
  world: World,
  contact: Contact,
  { contactId, target }: { readonly contactId: string; readonly target: FlowTarget },
): void {
  const { kind, name, flowId, queueId } = target
  const party: Party = { partyId: contactId, kind, name, onHold: false }
  contact.parties = [...(contact.parties ?? []), party]
  const asking = addContact(world, {
    contactId,
    initialContactId: contact.initialContactId,
    previousContactId: contact.contactId,
    chainLength: (contact.chainLength ?? 0) + 1,
    channel: 'CHAT',
    initiationMethod: 'TRANSFER',
    stage: { name: 'flow' },
    asksFor: contact.contactId,
    ...(contact.customerName !== undefined && { customerName: contact.customerName }),
    customerAddress: contact.customerAddress,
    systemAddress: contact.systemAddress,
    attributes: contact.attributes,
    data: { ...contact.data },
    tags: { ...contact.tags },
    ...(contact.references && { references: { ...contact.references } }),
    ...(contact.segmentAttributes && { segmentAttributes: { ...contact.segmentAttributes } }),
    ...(contact.expiresAt !== undefined && { expiresAt: contact.expiresAt }),
    hooks: { ...contact.hooks },
    ...(queueId !== undefined && { targetQueueId: queueId }),
  })
  callChanged(world, contact)
  beginFlow(world, asking, flowId)
}

/**
 * The agent who has the chat leaves it. Answers false when nobody who was asked in takes part: then
 * they are not needed any more.
 */
export function leaveChatToOthers(world: World, from: Contact, reason: DisconnectReason): boolean {
  const asking = partiesOf(from).flatMap(party => askingContact(world, party) ?? [])
  const heir = asking.find(({ stage }) => stage.name === 'connected')
  if (!heir || !from.chat) return false
  const others = partiesOf(from).filter(({ partyId }) => partyId !== heir.contactId)
  from.parties = (from.parties ?? []).map(party => ({ leftAt: world.now, ...party }))
  from.nextContactId = heir.contactId
  const { chat } = from
  delete heir.asksFor
  heir.parties = others.map(party => ({ ...party }))
  for (const party of others) {
    const other = askingContact(world, party)
    if (other) other.asksFor = heir.contactId
  }
  lookOnIn(world, chat, heir.contactId)
  endContact(world, from, reason)
  heir.chat = {
    ...chat,
    participants: chat.participants
      .filter(({ leftAt }) => leftAt === undefined)
      .map(each => ({ ...each })),
    // The watch is another contact's from here on: only the limits are the same.
    timers: { limits: chat.timers?.limits ?? [], quiet: {} },
  }
  delete heir.chat.transcript
  watchQuiet(world, heir)
  world.conversations.set(heir.initialContactId, heir.contactId)
  callChanged(world, heir)
  return true
}

function cannot(message: string): Refusal {
  return { refused: 'WrongState', message }
}
