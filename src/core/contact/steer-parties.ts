// What an agent does with those who are in the call: one goes, one waits, all talk, or those who wait
// and those who talk change places.
import type { Agent } from '../agent/agent.ts'
import type { AgentInput } from '../input.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Contact, Party } from './contact.ts'
import { hangUpOn } from './end-parties.ts'
import { disconnect } from './ending.ts'
import { findParty, partiesOf } from './party.ts'
import { partyGone, settleCall } from './party-legs.ts'
import { holdOne } from './party-music.ts'
import { hold, resumeTalk } from './talking.ts'

/** The customer among the parties. */
const CUSTOMER = 'customer'

export function steerParty(
  world: World,
  contact: Contact,
  agent: Agent,
  { partyId, does }: Extract<AgentInput, { type: 'agent.party' }>,
): Refusal | undefined {
  const refused = whyNotSteer(contact, agent)
  if (refused) return refused
  if (partyId === CUSTOMER) {
    if (does === 'drop') disconnect(world, contact, 'AGENT_DISCONNECT')
    else holdCustomer(world, contact, agent, does === 'hold')
  } else {
    const party = findParty(contact, partyId)
    if (world.contacts.get(partyId)?.monitors) return notTheirs
    if (!party)
      return { refused: 'ContactNotFound', message: 'There is no such party in the call.' }
    if (does === 'drop') drop(world, contact, party)
    else if (party.answeredAt === undefined) return notYet
    else holdOne(world, contact, party, does === 'hold')
  }
  // Unless that was the customer.
  if (contact.stage.name === 'connected') settleCall(world, contact)
  return undefined
}

/** Those who are on hold talk, and those who talk are on hold. */
export function swap(world: World, contact: Contact, agent: Agent): Refusal | undefined {
  const refused = whyNotSteer(contact, agent)
  if (refused) return refused
  const others = answered(contact)
  if (others.length === 0) return notYet
  const { stage } = contact
  const isOnHold = stage.name === 'connected' && stage.onHold
  holdCustomer(world, contact, agent, !isOnHold)
  for (const party of others) holdOne(world, contact, party, !party.onHold)
  settleCall(world, contact)
  return undefined
}

/** Everybody talks to everybody. */
export function conference(world: World, contact: Contact, agent: Agent): Refusal | undefined {
  const refused = whyNotSteer(contact, agent)
  if (refused) return refused
  const others = answered(contact)
  if (others.length === 0) return notYet
  holdCustomer(world, contact, agent, false)
  for (const party of others) holdOne(world, contact, party, false)
  settleCall(world, contact)
  return undefined
}

function answered(contact: Contact): readonly Party[] {
  return partiesOf(contact).filter(({ answeredAt }) => answeredAt !== undefined)
}

function holdCustomer(world: World, contact: Contact, agent: Agent, onHold: boolean): void {
  if (onHold) hold(world, contact, agent)
  else resumeTalk(world, contact, agent)
}

function drop(world: World, contact: Contact, party: Party): void {
  // The end of a contact that asked says by itself that it is gone.
  if (party.kind !== 'number') {
    world.signals.push({ type: 'asking.over', contactId: party.partyId })
    return
  }
  hangUpOn(world, contact, party)
  partyGone(world, contact, party)
}

function whyNotSteer({ stage, asksFor }: Contact, agent: Agent): Refusal | undefined {
  const isOwn = stage.name === 'connected' && stage.agentId === agent.agentId
  if (isOwn && asksFor === undefined) return undefined
  const message = 'Only the agent who has the customer can do that, during the call.'
  return { refused: 'WrongState', message }
}

const notTheirs: Refusal = {
  refused: 'WrongState',
  message: 'A supervisor stays until that one leaves.',
}
const notYet: Refusal = { refused: 'WrongState', message: 'Nobody else has come to the call yet.' }
