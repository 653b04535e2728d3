// Supervisors of the troubled centre: anybody who has a phone listens to anybody, whispers, barges in,
// and steers the call, at any moment, be it possible or not.
import type { AgentContactView, CentreView } from '../../src/core/centre-view.ts'
import type { Input } from '../../src/core/input.ts'

interface Lots {
  happens(share: number): boolean
  pick(count: number): number
  newId(): string
}

/** Begins to listen to a call, if there is one. */
export function anyListening(centre: CentreView, agentId: string, lots: Lots): Input | undefined {
  const calls = [...centre.contacts()].filter(({ channel }) => channel === 'VOICE')
  const talks = calls.filter(({ stage }) => stage === 'connected')
  // Now and then a call that has no agent, or one that is listened to itself.
  const among = lots.happens(0.1) ? calls : talks
  const contactId = among[lots.pick(among.length)]?.contactId
  if (contactId === undefined) return undefined
  const monitorId = lots.newId()
  const mayBarge = !lots.happens(0.2)
  return { type: 'contact.monitor', contactId, agentId, monitorId, participantId: '', mayBarge }
}

/** Something to do for who listens. */
export function anyMonitorInput(agentId: string, held: AgentContactView, lots: Lots): Input {
  const { contactId, parties } = held
  const about = { agentId, contactId }
  if (lots.happens(0.2)) return { type: 'agent.mute', ...about, muted: lots.happens(0.5) }
  if (lots.happens(0.3)) {
    const partyId = parties[lots.pick(parties.length)]?.partyId ?? 'nobody'
    const does = (['drop', 'hold', 'resume'] as const)[lots.pick(3)] ?? 'drop'
    return { type: 'agent.party', ...about, partyId, does }
  }
  const barges = lots.happens(0.4)
  return { type: 'agent.monitor', ...about, barges, ...(lots.happens(0.5) && { whispers: true }) }
}

/** What is wrong about those who listen, if anything is. */
export function listeningProblem(centre: CentreView): string | undefined {
  for (const { agentId, contacts } of centre.agents()) {
    for (const { contactId, monitoring, initiationMethod, customerAddress } of contacts) {
      if (initiationMethod !== 'MONITOR') continue
      // Who had barged in may have taken the customer over.
      if (!monitoring && customerAddress !== undefined) continue
      if (!monitoring) return `${agentId} listens by ${contactId} to nobody`
      const watched = centre.contact(monitoring.contactId)
      if (watched?.stage !== 'connected') {
        return `${agentId} listens to ${monitoring.contactId}, which is ${watched?.stage}`
      }
    }
  }
  return undefined
}
