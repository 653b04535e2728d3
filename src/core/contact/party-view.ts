// Who is in a call, as its agents see it.
import type { AgentContactView, PartyView } from '../centre-view.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice, type Party } from './contact.ts'
import { listenersOf } from './listeners.ts'
import { askingContact, callOf, contactsOfCall, partiesOf } from './party.ts'

export function callView(
  world: World,
  contact: Contact | undefined,
): Pick<AgentContactView, 'parties' | 'leads'> {
  if (contact?.stage.name !== 'connected') return { parties: [], leads: false }
  const root = callOf(world, contact)
  const leads = isVoice(contact) && root === contact
  const others = [
    ...partiesOf(root).map(party => partyView(world, party)),
    ...supervisors(world, root, contact),
  ]
  if (others.length === 0 && !(isVoice(contact) && contact.monitors)) return { parties: [], leads }
  const parties = [
    customerOf(root),
    ...(root === contact ? [] : [leaderOf(root)]),
    ...others.filter(({ partyId }) => partyId !== contact.contactId),
  ]
  return { parties, leads }
}

/** Those who are heard where the contact's agent is: nobody notices one who only listens. */
function supervisors(world: World, root: Contact, contact: Contact): readonly PartyView[] {
  return contactsOfCall(world, root).flatMap(each =>
    listenersOf(world, [each])
      .filter(({ monitors }) => {
        return monitors.heardBy === 'all' || (monitors.heardBy === 'agent' && each === contact)
      })
      .map(({ monitor, monitors }) => ({
        partyId: monitor.contactId,
        kind: 'supervisor',
        name: monitors.by?.username ?? '',
        state: 'connected',
      })),
  )
}

function customerOf({ stage, customerAddress, customerName }: Contact): PartyView {
  const isOnHold = stage.name === 'connected' && stage.onHold
  return {
    partyId: 'customer',
    kind: 'customer',
    name: customerAddress || (customerName ?? ''),
    state: isOnHold ? 'onHold' : 'connected',
  }
}

/** The agent who has the customer. */
function leaderOf({ contactId, handling }: Contact): PartyView {
  const name = handling?.username ?? ''
  return { partyId: contactId, kind: 'agent', name, state: 'connected', leads: true }
}

function partyView(world: World, party: Party): PartyView {
  const { partyId, kind, name, answeredAt, onHold } = party
  const asking = askingContact(world, party)
  const isAside = asking?.stage.name === 'connected' && asking.stage.onHold
  const isHere = answeredAt !== undefined
  const state = isHere ? (onHold || isAside ? 'onHold' : 'connected') : 'connecting'
  return { partyId, kind, name, state }
}
