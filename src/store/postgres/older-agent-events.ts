// Agent events that an older version wrote into a table of their own. A reader of the outbox may not
// have come to them yet; what is new stands in the journal.
import { sql } from 'kysely'
import type { JsonObject } from '../../core/json.ts'
import type { KeptAgentEvent, KeptConfiguration } from '../kept-agent-event.ts'
import type { ConfigurationReader, ConfigurationReaderParts } from './configuration-reader.ts'

interface StoredEvent {
  readonly body: string
  readonly configuration: string | null
}

export class OlderAgentEvents {
  readonly #parts: ConfigurationReaderParts
  readonly #configurations: ConfigurationReader
  /** The last entry that has any: there will be no more. */
  #last: Promise<number> | undefined

  constructor(parts: ConfigurationReaderParts, configurations: ConfigurationReader) {
    this.#parts = parts
    this.#configurations = configurations
  }

  /** Those of the entries after the first number, up to the second, in order. */
  async read(
    after: number,
    upTo: number,
  ): Promise<readonly { readonly seq: number; readonly event: KeptAgentEvent }[]> {
    this.#last ??= this.#findLast().catch((error: unknown) => {
      this.#last = undefined
      throw error
    })
    if (after >= (await this.#last)) return []
    const rows = await this.#rows(after, upTo)
    const all = rows.flatMap(row => [row, ...(row.former ? [row.former] : [])])
    const keys = new Set(all.flatMap(({ configuration }) => configuration ?? []))
    const configurations = await this.#configurations.get(keys)
    return rows.map(({ seq, agentId, former, ...event }) => {
      return { seq: seq ?? 0, event: keptEvent(agentId, event, former, configurations) }
    })
  }

  async #findLast(): Promise<number> {
    const { db, instanceId } = this.#parts
    const found = await db
      .selectFrom('agent_event')
      .select('seq')
      .where('instance', '=', instanceId)
      .where('seq', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return found?.seq ?? 0
  }

  #rows(after: number, upTo: number) {
    const { db, instanceId } = this.#parts
    return db
      .selectFrom('agent_event')
      .select(['seq', 'agent_id as agentId', 'body', 'configuration'])
      .select(FORMER.as('former'))
      .where('instance', '=', instanceId)
      .where('seq', '>', after)
      .where('seq', '<=', upTo)
      .orderBy('id')
      .execute()
  }
}

const FORMER = sql<StoredEvent | null>`(
    select json_build_object('body', before.body, 'configuration', before.configuration)
    from parley.agent_event before
    where before.instance = agent_event.instance and before.agent_id = agent_event.agent_id
      and before.id < agent_event.id
    order by before.id desc limit 1)`

function keptEvent(
  agentId: string,
  event: StoredEvent,
  former: StoredEvent | null,
  configurations: ReadonlyMap<string, KeptConfiguration>,
): KeptAgentEvent {
  const configuration = configurations.get(event.configuration ?? '')
  const previousConfiguration = configurations.get(former?.configuration ?? '')
  const before = former && (JSON.parse(former.body) as JsonObject).CurrentAgentSnapshot
  return {
    type: 'agent.event',
    agentId,
    body: JSON.parse(event.body) as JsonObject,
    ...(configuration && { configuration }),
    ...(before && { previous: before as JsonObject }),
    ...(previousConfiguration && { previousConfiguration }),
  }
}
