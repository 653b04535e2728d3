// An agent event as it is kept: how the agent is configured, which it says each time again, is kept once
// and named by a key. Most readers need only a part of it, so it is put together by those who want it
// whole.
import type { JsonObject } from '../core/json.ts'

export interface KeptAgentEvent {
  readonly type: 'agent.event'
  readonly agentId: string
  /** Without `PreviousAgentSnapshot`; its `CurrentAgentSnapshot` lacks what is kept apart. */
  readonly body: JsonObject
  readonly configuration?: KeptConfiguration | undefined
  /** What the event before said of the agent otherwise than this one, if there was one. */
  readonly previous?: JsonObject | undefined
  readonly previousConfiguration?: KeptConfiguration | undefined
}

export interface KeptConfiguration {
  /** Made of what it says. */
  readonly key: string
  /** JSON: `Configuration`, and the event's members that never change. */
  readonly body: string
}

/** The event as Connect's stream has it. */
export function wholeAgentEvent(event: KeptAgentEvent): JsonObject {
  const { body, configuration, previous, previousConfiguration } = event
  const { constants = {} } = configuration ? configurationParts(configuration) : {}
  return {
    ...constants,
    ...body,
    CurrentAgentSnapshot: configured(body.CurrentAgentSnapshot as JsonObject, configuration),
    PreviousAgentSnapshot: previous
      ? configured(
          { ...(body.CurrentAgentSnapshot as JsonObject), ...previous },
          previousConfiguration,
        )
      : null,
  }
}

/** The members of an event that are kept apart. */
export function configurationParts({ body }: KeptConfiguration) {
  const kept = JSON.parse(body) as JsonObject
  // Once it was kept without what is constant.
  const { Configuration, ...constants } = 'Configuration' in kept ? kept : { Configuration: kept }
  return { configuration: Configuration ?? null, constants }
}

function configured(snapshot: JsonObject, kept: KeptConfiguration | undefined): JsonObject {
  return kept ? { ...snapshot, Configuration: configurationParts(kept).configuration } : snapshot
}
