// Agent events in parts: the snapshot of each, the one before, and how the agent was configured, which
// stands in a table of its own. The view for people puts them together.
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import {
  configurationParts,
  type KeptAgentEvent,
  type KeptConfiguration,
} from '../store/kept-agent-event.ts'
import { AGENT_CONFIGURATIONS, AGENT_EVENTS, columnName } from './tables.ts'

/** The columns of an event. */
export function agentEventMembers(event: KeptAgentEvent, at: Instant) {
  const { CurrentAgentSnapshot, ...said } = event.body
  const snapshot = (CurrentAgentSnapshot ?? {}) as JsonObject
  const status = snapshot.AgentStatus as JsonObject | undefined
  const parts = Object.entries(snapshot).map(([name, value]): Part => {
    return [name, JSON.stringify(value)]
  })
  return {
    agentId: event.agentId,
    at,
    eventType: said.EventType,
    eventId: said.EventId,
    statusName: status?.Name,
    said: JSON.stringify(said),
    snapshot: joined(parts),
    configurationKey: event.configuration?.key,
    previousSnapshot: event.previous && joined(former(parts, event.previous)),
    previousConfigurationKey: event.previousConfiguration?.key,
  }
}

/** A member of an object and its JSON. */
type Part = readonly [name: string, json: string]

function former(parts: readonly Part[], previous: JsonObject): readonly Part[] {
  const changed = Object.entries(previous).map(([name, value]): Part => {
    return [name, JSON.stringify(value)]
  })
  const same = parts.filter(([name]) => previous[name] === undefined)
  return [...same, ...changed]
}

function joined(parts: readonly Part[]): string {
  return `{${parts.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
}

/** The configurations it names. */
export function configurationsOf(event: KeptAgentEvent): readonly KeptConfiguration[] {
  return [event.configuration, event.previousConfiguration].flatMap(kept => kept ?? [])
}

/** The columns of a configuration. */
export function configurationMembers(kept: KeptConfiguration) {
  const { configuration, constants } = configurationParts(kept)
  return {
    key: kept.key,
    configuration: JSON.stringify(configuration),
    constants: JSON.stringify(constants),
  }
}

/** Columns of the parts. */
export const EVENT_PARTS: readonly string[] = [
  'said',
  'snapshot',
  'configurationKey',
  'previousSnapshot',
  'previousConfigurationKey',
].map(columnName)

/** The events as a query, with `event` whole. `schema` holds the tables' own views. */
export function wholeEvents(schema: string): string {
  const configurations = `(select "key", any_value(configuration) as configuration,
      any_value(constants) as constants from ${schema}.${AGENT_CONFIGURATIONS.name} group by "key")`
  const constants = `coalesce(now.constants, '{}')`
  const whole = `'{' || ${members(constants)} || ${members('said')}
    || '"CurrentAgentSnapshot":' || ${configured('snapshot', 'now.configuration')}
    || ',"PreviousAgentSnapshot":'
    || coalesce(${configured('previous_snapshot', 'former.configuration')}, 'null') || '}'`
  return `(select event.* replace (coalesce(event.event, ${whole}) as event)
    from ${schema}.${AGENT_EVENTS.name} event
    left join ${configurations} now on now."key" = event.${columnName('configurationKey')}
    left join ${configurations} former
      on former."key" = event.${columnName('previousConfigurationKey')})`
}

/** The members of an object that is text, with a comma after them. */
function members(object: string): string {
  return `(case when ${object} = '{}' then '' else substr(${object}, 2, length(${object}) - 2) || ',' end)`
}

/** A snapshot that is text, with its configuration if that was kept apart. */
function configured(snapshot: string, configuration: string): string {
  return `(case when ${configuration} is null then ${snapshot}
    else '{' || ${members(snapshot)} || '"Configuration":' || ${configuration} || '}' end)`
}
