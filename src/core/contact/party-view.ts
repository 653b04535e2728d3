// Who is in a call, as its agents see it.
import type { AgentContactView, PartyView } from '../centre-view.ts'
import type { World } from '../world.ts'
import type { Contact, Party } from './contact.ts'
import { askingContact, partiesOf, rootOf } from './party.ts'

export function callView(
  world: World,
  contact: Contact | undefined,
): Pick<AgentContactView, 'parties' | 'leads'> {
  if (contact?.stage.name !== 'connected') return { parties: [], leads: false }
  const root = rootOf(world, contact)
  const others = partiesOf(root)
  const leads = contact.channel === 'VOICE' && root === contact
  if (others.length === 0) return { parties: [], leads }
  const parties = [
    customerOf(root),
    ...(root === contact ? [] : [leaderOf(root)]),
    ...others
      .filter(({ partyId }) => partyId !== contact.contactId)
      .map(party => partyView(world, party)),
  ]
  return { parties, leads }
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
  return { partyId: contactId, kind: 'agent', name: handling?.username ?? '', state: 'connected' }
}

function partyView(world: World, party: Party): PartyView {
  const { partyId, kind, name, answeredAt, onHold } = party
  const asking = askingContact(world, party)
  const isAside = asking?.stage.name === 'connected' && asking.stage.onHold
  const isHere = answeredAt !== undefined
  const state = isHere ? (onHold || isAside ? 'onHold' : 'connected') : 'connecting'
  return { partyId, kind, name, state }
}
