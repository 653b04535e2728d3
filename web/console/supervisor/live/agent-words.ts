// What an agent does, in words and as a colour.
import type { MetricsAgent } from '../../../../src/api/contract/metrics-stream.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import type { Names } from '../use-names.ts'

type AgentContact = MetricsAgent['contacts'][number]

export function activityOf({ contacts, statusType }: MetricsAgent, names: Names): string {
  const [contact, ...others] = contacts
  if (!contact) return statusType === 'ROUTABLE' ? texts.idle : ''
  const words = wordsOf(contact, names)
  return others.length === 0 ? words : `${words} ${texts.more(others.length)}`
}

/** For example `Voice: Connected (Sales)`. */
export function wordsOf({ channel, state, queueId }: AgentContact, names: Names): string {
  const words = `${texts.channels[channel] ?? channel}: ${texts.states[state] ?? state}`
  return queueId === undefined ? words : `${words} (${names.nameOf(queueId) ?? queueId})`
}

export function dotOf({ contacts, statusType }: MetricsAgent): string {
  if (contacts.length > 0) return 'busy'
  return statusType.toLowerCase()
}

/** Whoever is connected can be listened to. */
export function canBeHeard({ state, initiationMethod }: AgentContact): boolean {
  return ['CONNECTED', 'CONNECTED_ONHOLD'].includes(state) && initiationMethod !== 'MONITOR'
}
