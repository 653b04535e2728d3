// What becomes of those who are called into a call: they answer, they do not, they go.
import type { LegEnd } from '../input.ts'
import type { World } from '../world.ts'
import type { Contact, Party } from './contact.ts'
import { contactRow } from './contact-record.ts'
import { forgetUnanswered } from './end-parties.ts'
import { disconnect, remain } from './ending.ts'
import { playRingback } from './legs.ts'
import { callChanged, findParty, legOfAgent, partiesOf, setMix } from './party.ts'
import { entertainAgent } from './party-music.ts'
import { updateRecording } from './recording.ts'
import { silence } from './run.ts'
import { thirdPartyAnswered, thirdPartyEnded } from './third-party.ts'

/** Somebody outside has answered, whom a flow or an agent has called. */
export function outsideAnswered(world: World, contact: Contact, legId: string): void {
  const party = findParty(contact, legId)
  if (!party) return thirdPartyAnswered(world, contact)
  if (party.answeredAt !== undefined) return
  party.answeredAt = world.now
  const isLeft = contact.stage.name === 'external'
  // Whoever has called hears it ring no more.
  silence(world, contact, isLeft ? contact.customerLegId : agentLeg(world, contact))
  setMix(world, contact)
  updateRecording(world, contact)
  callChanged(world, contact)
  if (isLeft) tell(world, contact)
}

/** Somebody outside has hung up, or did not answer. */
export function outsideEnded(world: World, contact: Contact, legId: string, why: LegEnd): void {
  const party = findParty(contact, legId)
  if (!party) return thirdPartyEnded(world, contact, why)
  world.legs.delete(legId)
  party.leftAt = world.now
  forgetUnanswered(contact, party)
  partyGone(world, contact, party)
}

/** A contact by which somebody was asked in is over. */
export function askedPartyGone(world: World, contact: Contact, partyId: string): void {
  const party = findParty(contact, partyId)
  if (!party) return
  party.leftAt = world.now
  forgetUnanswered(contact, party)
  partyGone(world, contact, party)
}

/** Goes on without one who was there, or was awaited. The customer stays on hold until taken off. */
export function partyGone(world: World, contact: Contact, { answeredAt }: Party): void {
  if (contact.stage.name === 'external') return leftAlone(world, contact, answeredAt !== undefined)
  if (contact.stage.name !== 'connected') return
  if (answeredAt === undefined) silence(world, contact, agentLeg(world, contact))
  settleCall(world, contact)
}

/** Says anew who hears whom, and what, after something has changed in a call. */
export function settleCall(world: World, contact: Contact): void {
  entertainAgent(world, contact)
  setMix(world, contact)
  updateRecording(world, contact)
  callChanged(world, contact)
}

/** The agent has gone, and one of those the customer was left to. */
function leftAlone(world: World, contact: Contact, hasTalked: boolean): void {
  const others = partiesOf(contact)
  if (others.length > 0) {
    setMix(world, contact)
    if (others.every(each => each.answeredAt === undefined)) {
      playRingback(world, contact, contact.customerLegId)
    }
  } else if (hasTalked || !remain(world, contact)) {
    disconnect(world, contact, 'THIRD_PARTY_DISCONNECT')
  }
}

function agentLeg(world: World, contact: Contact): string {
  return legOfAgent(world, contact) ?? ''
}

function tell(world: World, contact: Contact): void {
  world.event({ type: 'contact.record', row: contactRow(world, contact, false) })
}
