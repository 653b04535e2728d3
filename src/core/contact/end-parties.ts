// What the end of a contact means for those who were called into it, and for the call it asked
// somebody into.
import type { World } from '../world.ts'
import type { Contact, Party } from './contact.ts'
import { partiesOf, rootOf } from './party.ts'
import { dropLeg, silence } from './run.ts'

/** Lets go of everybody who was called in. A contact that asked somebody in leaves the call it asked for. */
export function endParties(world: World, contact: Contact): void {
  for (const party of partiesOf(contact)) hangUpOn(world, contact, party)
  leaveCall(world, contact)
  if (contact.stage.name !== 'external') return
  const { node, contactId: mixId } = contact
  world.effect({ type: 'mix.set', node, mixId, members: [] })
}

/** Hangs up on one; what is to be said about it follows. */
export function hangUpOn(world: World, root: Contact, party: Party): void {
  if (party.kind === 'number') dropLeg(world, root, party.partyId)
  else world.signals.push({ type: 'asking.over', contactId: party.partyId })
  party.leftAt = world.now
  forgetUnanswered(root, party)
}

/** One that never answered leaves no trace. */
export function forgetUnanswered(root: Contact, party: Party): void {
  if (party.answeredAt === undefined) {
    root.parties = (root.parties ?? []).filter(each => each !== party)
  }
}

/** The leg that stood for its customer is the leg of the agent who asked. */
function leaveCall(world: World, contact: Contact): void {
  const { asksFor, contactId } = contact
  if (asksFor === undefined) return
  // An agent who hears the hold flow goes on hearing it.
  if (!rootOf(world, contact).agentRun) silence(world, contact, contact.customerLegId)
  contact.customerLegId = ''
  world.signals.push({ type: 'party.gone', contactId: asksFor, partyId: contactId })
}
