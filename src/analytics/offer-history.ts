// The offers of a contact that are over, with the reason of each, as history has them.
import type { OfferReason } from '../core/contact/offer-reason.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import type { SqlAnswer, SqlLimits, SqlRefusal } from './sql-message.ts'

export interface PastOffer {
  readonly agentId: string
  readonly queueId: string
  readonly offeredAt: number
  readonly endedAt: number
  readonly outcome: string
  /** Nothing of offers that were made before reasons were kept. */
  readonly reason: OfferReason | undefined
}

interface Asked {
  sql(sql: string, limits: SqlLimits): Promise<SqlAnswer | SqlRefusal>
}

const LIMITS: SqlLimits = { rowsMax: 1000, timeMs: 10_000 }

/** Ids of contacts are words of this form; what else is given names none. */
export function isContactId(text: string): boolean {
  return /^[\w-]{1,100}$/.test(text)
}

/** Throws what the asked throws, and `HistoryUnavailable` with the sentence of its refusal. */
export async function pastOffers(asked: Asked, contactId: string): Promise<readonly PastOffer[]> {
  if (!isContactId(contactId)) return []
  const columns = 'agent_id, queue_id, offered_at_ms, ended_at_ms, outcome, reason'
  const outcome = await asked.sql(
    `select ${columns} from offers where contact_id = '${contactId}' order by offered_at_ms`,
    LIMITS,
  )
  if ('refused' in outcome) throw new HistoryUnavailable(outcome.sentence)
  return outcome.rows.map(([agentId, queueId, offeredAt, endedAt, how, reason]) => ({
    agentId: String(agentId),
    queueId: String(queueId),
    offeredAt: Number(offeredAt),
    endedAt: Number(endedAt),
    outcome: String(how),
    // Written by `offer-fact.ts` and by nobody else.
    reason: typeof reason === 'string' ? (JSON.parse(reason) as OfferReason) : undefined,
  }))
}

/** The user names of agents, by id, as their last events have them. */
export async function agentNames(
  asked: Asked,
  agentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = agentIds.filter(isContactId).map(id => `'${id}'`)
  if (ids.length === 0) return new Map()
  const outcome = await asked.sql(
    `select agent_id, json_extract_string(arg_max(event, happened_at_ms),
       '$.CurrentAgentSnapshot.Configuration.Username')
     from agent_events where agent_id in (${ids.join()}) group by agent_id`,
    LIMITS,
  )
  if ('refused' in outcome) throw new HistoryUnavailable(outcome.sentence)
  return new Map(
    outcome.rows.flatMap(([id, name]) => (typeof name === 'string' ? [[String(id), name]] : [])),
  )
}
