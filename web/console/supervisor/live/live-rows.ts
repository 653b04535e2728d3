// The rows of the tables, from what the stream has told and what was counted since midnight.
import type { MetricsAgent } from '../../../../src/api/contract/metrics-stream.ts'
import type { VirtualSort } from '../virtual-table.tsx'
import { isToday } from './live-columns.ts'
import type { MetricsBoard } from './metrics-board.ts'

export interface LiveRow {
  readonly id: string
  readonly name: string
  /** Ages in seconds. */
  value(metric: string): number | undefined
}

/** By id, then by metric. */
export type TodayFigures = ReadonlyMap<string, ReadonlyMap<string, number>>

export function cellRows(
  board: MetricsBoard,
  options: {
    readonly of: 'queueId' | 'routingProfileId'
    readonly now: number
    readonly today: TodayFigures | undefined
    nameOf(id: string): string | undefined
  },
): LiveRow[] {
  return [...board.cells.values()].flatMap(cell => {
    const id = cell[options.of]
    if (id === undefined) return []
    const value = (metric: string) => {
      if (isToday(metric)) return options.today?.get(id)?.get(metric)
      const found = cell.values[metric] ?? undefined
      const isAge = metric === 'OLDEST_CONTACT_SINCE' && found !== undefined
      return isAge ? Math.max(0, Math.floor((options.now - found) / 1000)) : found
    }
    return [{ id, name: options.nameOf(id) ?? id, value }]
  })
}

/** For limits on how long an agent is in a status or with a contact. */
export function agentRow(agent: MetricsAgent, now: number): LiveRow {
  const { contacts } = agent
  const since = { STATUS_AGE: agent.statusSince, CONTACT_AGE: contacts[0]?.since }
  return {
    id: agent.agentId,
    name: agent.username,
    value: metric => {
      // Being offline for long is no news.
      if (metric === 'STATUS_AGE' && agent.statusType === 'OFFLINE') return undefined
      const at = since[metric as keyof typeof since]
      return at === undefined ? undefined : Math.max(0, Math.floor((now - at) / 1000))
    },
  }
}

export interface AgentFilter {
  readonly find: string
  readonly status: string
  readonly channel: string
  /** Undefined lets all pass. */
  readonly profiles: ReadonlySet<string> | undefined
  readonly agents: ReadonlySet<string> | undefined
}

export function agentsThat(board: MetricsBoard, filter: AgentFilter): MetricsAgent[] {
  const find = filter.find.toLowerCase()
  return [...board.agents.values()].filter(
    agent =>
      (find === '' || agent.username.toLowerCase().includes(find)) &&
      (filter.status === '' || agent.statusId === filter.status) &&
      (filter.channel === '' || worksOn(agent, filter.channel)) &&
      (filter.profiles?.has(agent.routingProfileId) ?? true) &&
      (filter.agents?.has(agent.agentId) ?? true),
  )
}

function worksOn(agent: MetricsAgent, channel: string): boolean {
  const has = agent.contacts.some(contact => contact.channel === channel)
  return has || (agent.freeSlots[channel] ?? 0) > 0
}

/** Nothing is always last. Rows that are alike stay in the order of their names. */
export function sorted<Row>(
  rows: readonly Row[],
  { descending }: VirtualSort,
  by: (row: Row) => string | number | undefined,
  name: (row: Row) => string,
): Row[] {
  const keyed = rows.map(row => ({ row, key: by(row), name: name(row) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      if (a.key !== b.key) return a.key === undefined ? 1 : -1
    } else if (a.key !== b.key) {
      return sign * (a.key < b.key ? -1 : 1)
    }
    return a.name < b.name ? -1 : 1
  })
  return keyed.map(({ row }) => row)
}
