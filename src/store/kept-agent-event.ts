// An agent event as it is kept: what it says each time again, how the agent is configured, is kept once
// and named by a key; what the event before said of the agent stands in that one. Most readers need
// only a part of it, so it is put together by those who want it whole.
import type { JsonObject } from '../core/json.ts'

export interface KeptAgentEvent {
  readonly type: 'agent.event'
  readonly agentId: string
  readonly current: KeptBody
  /** The event before, if there was one. */
  readonly previous?: KeptBody
}

export interface KeptBody {
  /** JSON. Its `CurrentAgentSnapshot` lacks `Configuration` when that is kept apart. */
  readonly body: string
  readonly configuration?: KeptConfiguration
}

export interface KeptConfiguration {
  /** Made of what it says. */
  readonly key: string
  /** JSON: `Configuration`, and the event's members that never change. */
  readonly body: string
}

/** The event as Connect's stream has it. */
export function wholeAgentEvent({ current, previous }: KeptAgentEvent): JsonObject {
  const PreviousAgentSnapshot = previous ? (eventOf(previous).CurrentAgentSnapshot ?? null) : null
  return { ...eventOf(current), PreviousAgentSnapshot }
}

/** A found event, whole, as stores of contacts give it. */
export function shownAgentEvent<T extends { readonly event: KeptAgentEvent }>({
  event,
  ...found
}: T) {
  return { ...found, agentId: event.agentId, body: wholeAgentEvent(event) }
}

/** The members of an event that are kept apart. */
export function configurationParts({ body }: KeptConfiguration) {
  const kept = JSON.parse(body) as JsonObject
  // Once it was kept without what is constant.
  const { Configuration, ...constants } = 'Configuration' in kept ? kept : { Configuration: kept }
  return { configuration: Configuration ?? null, constants }
}

function eventOf({ body, configuration: kept }: KeptBody): JsonObject {
  const event = JSON.parse(body) as JsonObject
  if (!kept) return event
  const { configuration, constants } = configurationParts(kept)
  const snapshot = event.CurrentAgentSnapshot as JsonObject
  return {
    ...constants,
    ...event,
    CurrentAgentSnapshot: { ...snapshot, Configuration: configuration },
  }
}
