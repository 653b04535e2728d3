// What happened to a contact, in order, and how long its parts took.
import type { ConnectOutput } from '../../../kit/connect.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'

export type DescribedContact = NonNullable<ConnectOutput<'DescribeContact'>['Contact']>

interface ContactEvent {
  /** Seconds since 1970. */
  readonly at: number
  readonly text: string
}

export interface ContactNames {
  readonly queue: string | undefined
  readonly agent: string | undefined
}

export function eventsOf(
  contact: DescribedContact,
  { queue, agent }: ContactNames,
): ContactEvent[] {
  const { events } = texts
  const info = contact.AgentInfo
  const known: readonly (readonly [number | undefined, string])[] = [
    [contact.InitiationTimestamp, events.begun],
    [contact.ConnectedToSystemTimestamp, events.system],
    [contact.ScheduledTimestamp, events.scheduled],
    [contact.QueueInfo?.EnqueueTimestamp, events.queued(queue ?? '')],
    [info?.ConnectedToAgentTimestamp, events.connected(agent ?? '')],
    [contact.LastPausedTimestamp, events.paused],
    [contact.LastResumedTimestamp, events.resumed],
    [contact.DisconnectTimestamp, events.ended],
    [info?.AfterContactWorkStartTimestamp, events.workBegan],
    [info?.AfterContactWorkEndTimestamp, events.workEnded],
  ]
  return known
    .flatMap(([at, text]) => (at === undefined ? [] : [{ at, text }]))
    .sort((a, b) => a.at - b.at)
}

/** Seconds; what is not known is absent. */
export function lengthsOf(contact: DescribedContact): {
  readonly waited: number | undefined
  readonly talked: number | undefined
  readonly held: number | undefined
  readonly afterWork: number | undefined
} {
  const connected = contact.AgentInfo?.ConnectedToAgentTimestamp
  return {
    waited: between(contact.QueueInfo?.EnqueueTimestamp, connected ?? contact.DisconnectTimestamp),
    talked: between(connected, contact.DisconnectTimestamp),
    held: contact.AgentInfo?.AgentInitiatedHoldDuration,
    afterWork: contact.AgentInfo?.AfterContactWorkDuration,
  }
}

function between(from: number | undefined, until: number | undefined): number | undefined {
  return from === undefined || until === undefined ? undefined : Math.max(0, until - from)
}
