// Agent events as they are kept: each with the agent's configuration, and with the event before.
import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../core/instant.ts'
import type { KeptAgentEvent, KeptBody, KeptConfiguration } from '../kept-agent-event.ts'
import type { Tables } from './schema.ts'

interface FoundAgentEvent {
  readonly id: number
  readonly seq: number | null
  readonly at: Instant
  readonly event: KeptAgentEvent
}

export interface AgentEventQuery {
  readonly instanceId: string
  readonly agentId?: string
  /** Those with a greater id. */
  readonly after?: number
  /** Those that came with the entries after the first number, up to the second. */
  readonly seqs?: { readonly after: number; readonly upTo: number }
  readonly limit?: number
}

/** Oldest first. @param db with our schema. */
export async function readAgentEvents(
  db: Kysely<Tables>,
  { instanceId, agentId, after, seqs, limit }: AgentEventQuery,
): Promise<readonly FoundAgentEvent[]> {
  // Of the others of an agent the one before is there already.
  const former = sql<StoredEvent | null>`case
    when row_number() over (partition by agent_event.agent_id order by agent_event.id) = 1 then (
    select json_build_object('body', before.body, 'configuration', before.configuration)
    from parley.agent_event before
    where before.instance = agent_event.instance and before.agent_id = agent_event.agent_id
      and before.id < agent_event.id
    order by before.id desc limit 1) end`
  const rows = await db
    .selectFrom('agent_event')
    .select(['id', 'seq', 'at', 'agent_id as agentId', 'body', 'configuration'])
    .select(former.as('former'))
    .where('instance', '=', instanceId)
    .$if(after !== undefined, events => events.where('id', '>', after ?? 0))
    .$if(seqs !== undefined, events =>
      events.where('seq', '>', seqs?.after ?? 0).where('seq', '<=', seqs?.upTo ?? 0),
    )
    .$if(agentId !== undefined, events => events.where('agent_id', '=', agentId ?? ''))
    .orderBy('id')
    .$if(limit !== undefined, events => events.limit(limit ?? 0))
    .execute()
  const configurations = await readConfigurations(
    db,
    instanceId,
    rows.flatMap(row => [row, row.former]),
  )
  const last = new Map<string, KeptBody>()
  return rows.map(({ id, seq, at, agentId: agent, former: before, ...event }) => {
    const previous = last.get(agent) ?? (before ? keptBody(before, configurations) : undefined)
    const current = keptBody(event, configurations)
    last.set(agent, current)
    return {
      id,
      seq,
      at,
      event: { type: 'agent.event', agentId: agent, current, ...(previous && { previous }) },
    }
  })
}

interface StoredEvent {
  readonly body: string
  readonly configuration: string | null
}

async function readConfigurations(
  db: Kysely<Tables>,
  instanceId: string,
  events: readonly (StoredEvent | null)[],
) {
  const keys = new Set(events.flatMap(event => event?.configuration ?? []))
  if (keys.size === 0) return new Map<string, KeptConfiguration>()
  const rows = await db
    .selectFrom('agent_configuration')
    .select(['key', 'body'])
    .where('instance', '=', instanceId)
    .where('key', 'in', [...keys])
    .execute()
  return new Map(rows.map(row => [row.key, row]))
}

function keptBody(
  { body, configuration: key }: StoredEvent,
  configurations: ReadonlyMap<string, KeptConfiguration>,
): KeptBody {
  const configuration = key === null ? undefined : configurations.get(key)
  return { body, ...(configuration && { configuration }) }
}
