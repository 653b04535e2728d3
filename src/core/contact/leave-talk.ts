// An agent leaves a call. Whoever was called in goes on with the customer: another agent in the
// contact that asked that one in, a supervisor who has barged in the contact of that one, somebody outside in
// the contact that there is.
import type { Agent } from '../agent/agent.ts'
import type { World } from '../world.ts'
import { leaveChatToOthers } from './chat-party.ts'
import { type Contact, type DisconnectReason, isVoice, type Party } from './contact.ts'
import { contactRow } from './contact-record.ts'
import { hangUpOn } from './end-parties.ts'
import { agentGone, agentLeaves, endContact } from './ending.ts'
import { startHookedRun } from './hook.ts'
import { playRingback } from './legs.ts'
import { leaveMonitoring } from './monitor.ts'
import {
  askingContact,
  callChanged,
  findParty,
  legOfAgent,
  legOfParty,
  partiesOf,
  setMix,
} from './party.ts'
import { startRecording } from './recording.ts'
import { silence, stopRun } from './run.ts'
import { takeOver } from './take-over.ts'
import { endHold } from './talking.ts'

/** The agent hangs up or is lost. Answers false when the agent does not talk in this contact. */
export function leaveTalk(
  world: World,
  contact: Contact,
  agent: Agent,
  reason: DisconnectReason,
): boolean {
  const { stage } = contact
  if (stage.name !== 'connected' || stage.agentId !== agent.agentId) return false
  if (leaveMonitoring(world, contact, reason)) return true
  if (!isVoice(contact)) {
    if (leaveChatToOthers(world, contact, reason)) return true
    return agentGone(world, contact, agent, reason)
  }
  const others = partiesOf(contact)
  const heir = heirAmong(world, others) ?? takeOver(world, contact)
  if (heir) handOver(world, contact, { heir, reason })
  else if (others.length === 0) return agentGone(world, contact, agent, reason)
  else leaveToOutside(world, contact)
  return true
}

/** Who goes on with the customer: an agent who talks, before one who is still waited for. */
function heirAmong(world: World, others: readonly Party[]): Contact | undefined {
  const asking = others.flatMap(party => askingContact(world, party) ?? [])
  return asking.find(({ stage }) => stage.name === 'connected') ?? asking[0]
}

function handOver(
  world: World,
  from: Contact,
  { heir, reason }: { readonly heir: Contact; readonly reason: DisconnectReason },
): void {
  const { customerLegId: legId } = from
  const others = partiesOf(from).filter(({ partyId }) => partyId !== heir.contactId)
  stopRun(world, from, 'customer')
  silence(world, from, legId)
  fetchBack(world, from, heir)
  from.parties = (from.parties ?? []).map(party => ({ leftAt: world.now, ...party }))
  from.nextContactId = heir.contactId
  // The leg is the other contact's: the end of this one must not reach it.
  from.customerLegId = ''
  delete heir.asksFor
  endContact(world, from, reason)
  world.legs.set(legId, { contactId: heir.contactId, role: 'customer' })
  heirsCustomer(world, heir, legId)
  // What was said so far is the first contact's.
  heir.parties = others.map(party => ({
    ...party,
    ...(party.answeredAt !== undefined && { answeredAt: world.now }),
  }))
  for (const party of heir.parties) takeAlong(world, heir, party)
  setMix(world, heir)
  stayUnrecorded(from, heir)
  if (heir.stage.name === 'connected') startRecording(world, heir)
  callChanged(world, heir)
}

/** A recording that was ended by hand does not begin again because another agent goes on. */
function stayUnrecorded({ recordingStopped }: Contact, heir: Contact): void {
  if (!recordingStopped) return
  heir.recordingStopped = true
  heir.recordingBehavior = { ...heir.recordingBehavior, agent: false, customer: false }
}

/** Whom the agent who leaves had put on hold hears no music any more, unless that one has gone aside too. */
function fetchBack(world: World, from: Contact, heir: Contact): void {
  const party = findParty(from, heir.contactId)
  const isAside = heir.stage.name === 'connected' && heir.stage.onHold
  if (party && !isAside) takeOffHold(world, from, party)
}

/** The customer stands where the agent who asked did, and hears what that one heard. */
function heirsCustomer(world: World, heir: Contact, legId: string): void {
  standIn(world, heir, legId)
  if (heir.stage.name !== 'connected' || !heir.stage.onHold) return
  startHookedRun(world, heir, 'CustomerHold', { role: 'customer', legId })
}

/** Another leg is that of the contact's customer; what is played goes on there from its beginning. */
function standIn(world: World, contact: Contact, legId: string): void {
  contact.customerLegId = legId
  const run = contact.customerRun
  if (!run) return
  run.legId = legId
  const { playId, playing } = run
  if (contact.asksFor === undefined) run.playing = undefined
  if (playId === undefined || !playing) return
  world.effect({ type: 'leg.play', node: contact.node, legId, playId, ...playing })
}

function takeAlong(world: World, heir: Contact, party: Party): void {
  const asking = askingContact(world, party)
  if (party.kind === 'number') {
    world.legs.set(party.partyId, { contactId: heir.contactId, role: 'thirdParty' })
  } else if (asking) {
    asking.asksFor = heir.contactId
    const agentLeg = legOfAgent(world, heir)
    // Without an agent there is nobody who asks for another.
    if (agentLeg !== undefined) standIn(world, asking, agentLeg)
    else return hangUpOn(world, heir, party)
  }
  takeOffHold(world, heir, party)
}

function takeOffHold(world: World, contact: Contact, party: Party): void {
  if (!party.onHold) return
  party.onHold = false
  const legId = legOfParty(world, party)
  if (legId !== undefined) silence(world, contact, legId)
}

/** Nobody of the centre has a part in the call any more. */
function leaveToOutside(world: World, contact: Contact): void {
  const { stage, customerLegId } = contact
  if (stage.name !== 'connected') return
  // Who is left to somebody on purpose has not been lost on hold.
  endHold(world, contact)
  contact.stage = { ...stage, onHold: false }
  agentLeaves(world, contact)
  stopRun(world, contact, 'customer')
  silence(world, contact, customerLegId)
  contact.stage = { name: 'external' }
  contact.isPassedOut = true
  for (const party of partiesOf(contact)) takeOffHold(world, contact, party)
  if (partiesOf(contact).some(({ answeredAt }) => answeredAt !== undefined)) setMix(world, contact)
  else playRingback(world, contact, customerLegId)
  world.live.contactChanged(contact.contactId)
  world.event({ type: 'contact.record', row: contactRow(world, contact, false) })
}
