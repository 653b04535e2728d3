// What agents of the troubled centre do with calls of several, in any order and at any moment.
import type { AgentContactView } from '../../src/core/centre-view.ts'
import type { Input } from '../../src/core/input.ts'
import { QUICK_CONNECTS } from './troubled-configuration.ts'

interface Lots {
  happens(share: number): boolean
  pick(count: number): number
  newId(): string
}

/** Something to do about a call, be it possible or not. */
export function anyPartyInput(agentId: string, held: AgentContactView, lots: Lots): Input {
  const { contactId, parties } = held
  const about = { agentId, contactId }
  if (parties.length === 0 || lots.happens(0.2)) return callsIn(about, lots)
  if (lots.happens(0.3)) return { type: 'agent.conference', ...about }
  if (lots.happens(0.4)) return { type: 'agent.swap', ...about }
  const partyId = parties[lots.pick(parties.length)]?.partyId ?? 'nobody'
  const does = (['drop', 'hold', 'resume'] as const)[lots.pick(3)] ?? 'drop'
  return { type: 'agent.party', ...about, partyId, does }
}

function callsIn(
  about: { readonly agentId: string; readonly contactId: string },
  lots: Lots,
): Input {
  const quickConnectId = QUICK_CONNECTS[lots.pick(QUICK_CONNECTS.length)] ?? ''
  return lots.happens(0.2)
    ? { type: 'agent.transfer', ...about, newContactId: lots.newId(), quickConnectId }
    : { type: 'agent.addParty', ...about, partyId: lots.newId(), quickConnectId }
}
