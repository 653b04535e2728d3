// The numbers of this moment: agents and waiting contacts, sorted into cells (one per combination
// of what is grouped by) and counted there.
import type { AgentView } from '../core/centre-view.ts'
import type { OperationContext } from './operation-context.ts'
import { activeSlots, served } from './staffing.ts'

export interface Selection {
  readonly queueIds: readonly string[] | undefined
  readonly routingProfileIds: readonly string[] | undefined
  readonly channels: readonly string[] | undefined
  readonly statusIds: readonly string[] | undefined
  readonly groupings: readonly string[]
}

/** What a cell is about; a member is there when it was grouped by. */
export interface CellKey {
  readonly queueId?: string
  readonly channel?: string
  readonly routingProfileId?: string
  readonly statusId?: string
}

export interface Cell {
  readonly key: CellKey
  readonly agents: Set<AgentView>
  /** Channels the cell covers. */
  readonly channels: Set<string>
  readonly waiting: Map<string, number>
}

const CHANNELS = ['VOICE', 'CHAT', 'TASK', 'EMAIL']

/** The cells that were asked for, in the order in which they are met: queues as they were named. */
export function currentCells(context: OperationContext, selection: Selection): readonly Cell[] {
  const cells = new Map<string, Cell>()
  if (selection.groupings.length === 0) cellFor(cells, selection, {})
  addWaiting(context, selection, cells)
  addAgents(context, selection, cells)
  return [...cells.values()]
}

function addWaiting(
  context: OperationContext,
  selection: Selection,
  cells: Map<string, Cell>,
): void {
  const { queueIds, channels, routingProfileIds, groupings } = selection
  // Waiting contacts have no profile and no status.
  if (groupings.some(each => each === 'ROUTING_PROFILE' || each === 'AGENT_STATUS')) return
  for (const queueId of queueIds ?? queuesOf(context, routingProfileIds ?? [])) {
    if (!groupings.includes('CHANNEL')) cellFor(cells, selection, { queueId })
    for (const { contactId, enqueuedAt } of context.centre.waitingIn(queueId)) {
      const channel = context.centre.contact(contactId)?.channel ?? 'VOICE'
      if (channels && !channels.includes(channel)) continue
      cellFor(cells, selection, { queueId, channel }).waiting.set(contactId, enqueuedAt)
    }
  }
}

function queuesOf({ centre }: OperationContext, profileIds: readonly string[]): Set<string> {
  const profiles = profileIds.map(id => centre.directory.get('routing-profile', id))
  return new Set(profiles.flatMap(each => each?.QueueConfigs.map(({ QueueId }) => QueueId) ?? []))
}

function addAgents(
  context: OperationContext,
  selection: Selection,
  cells: Map<string, Cell>,
): void {
  const { queueIds, routingProfileIds, channels, statusIds } = selection
  for (const agent of context.centre.agents()) {
    const { routingProfileId, status } = agent
    if (routingProfileIds?.length && !routingProfileIds.includes(routingProfileId)) continue
    if (statusIds?.length && !statusIds.includes(status.statusId)) continue
    for (const { QueueId: queueId, Channel: channel } of served(context, agent)) {
      if (queueIds?.length && !queueIds.includes(queueId)) continue
      if (channels && !channels.includes(channel)) continue
      const key = { queueId, channel, routingProfileId, statusId: status.statusId }
      const cell = cellFor(cells, selection, key)
      cell.agents.add(agent)
      cell.channels.add(channel)
    }
  }
}

function cellFor(
  cells: Map<string, Cell>,
  { groupings, channels }: Selection,
  full: CellKey,
): Cell {
  const { queueId, channel, routingProfileId, statusId } = full
  const key: CellKey = {
    ...(groupings.includes('QUEUE') && queueId && { queueId }),
    ...(groupings.includes('CHANNEL') && channel && { channel }),
    ...(groupings.includes('ROUTING_PROFILE') && routingProfileId && { routingProfileId }),
    ...(groupings.includes('AGENT_STATUS') && statusId && { statusId }),
  }
  const name = Object.values(key).join(' ')
  const known = cells.get(name)
  if (known) return known
  const covered = key.channel === undefined ? (channels ?? CHANNELS) : [key.channel]
  const cell: Cell = { key, agents: new Set(), channels: new Set(covered), waiting: new Map() }
  cells.set(name, cell)
  return cell
}

/** The value of a metric in a cell; undefined for those there is nothing to say of yet. */
export function measure(context: OperationContext, cell: Cell, metric: string): number | undefined {
  switch (metric) {
    case 'CONTACTS_IN_QUEUE':
      return cell.waiting.size
    case 'OLDEST_CONTACT_AGE':
      return oldestAge(cell, context.now)
    case 'CONTACTS_SCHEDULED':
      return 0
    case 'SLOTS_ACTIVE':
      return sum(cell, agent => slots(cell, activeSlots(agent)))
    case 'SLOTS_AVAILABLE':
      return sum(cell, agent => freeSlots(cell, agent))
    default:
      return agentMetric(cell, metric)
  }
}

function agentMetric(cell: Cell, metric: string): number | undefined {
  const count = (test: (agent: AgentView) => boolean) => sum(cell, each => (test(each) ? 1 : 0))
  switch (metric) {
    case 'AGENTS_ONLINE':
      return count(agent => agent.status.type !== 'OFFLINE')
    case 'AGENTS_STAFFED':
      return count(agent => agent.status.type === 'ROUTABLE')
    case 'AGENTS_NON_PRODUCTIVE':
      return count(agent => agent.status.type === 'CUSTOM')
    case 'AGENTS_AVAILABLE':
      return count(agent => freeSlots(cell, agent) > 0)
    case 'AGENTS_ON_CALL':
    case 'AGENTS_ON_CONTACT':
      return count(agent => hasContact(cell, agent, ['CONNECTED', 'CONNECTED_ONHOLD']))
    case 'AGENTS_AFTER_CONTACT_WORK':
      return count(agent => hasContact(cell, agent, ['ENDED']))
    case 'AGENTS_ERROR':
      return count(agent => hasContact(cell, agent, ['MISSED', 'REJECTED', 'ERROR']))
    default:
      return undefined
  }
}

function sum(cell: Cell, value: (agent: AgentView) => number): number {
  let total = 0
  for (const agent of cell.agents) total += value(agent)
  return total
}

function oldestAge({ waiting }: Cell, now: number): number {
  let oldest = now
  for (const enqueuedAt of waiting.values()) oldest = Math.min(oldest, enqueuedAt)
  return Math.max(0, Math.floor((now - oldest) / 1000))
}

function hasContact(cell: Cell, agent: AgentView, states: readonly string[]): boolean {
  return agent.contacts.some(
    contact => cell.channels.has(contact.channel) && states.includes(contact.state),
  )
}

function slots(cell: Cell, byChannel: Readonly<Record<string, number>>): number {
  return Object.entries(byChannel)
    .filter(([channel]) => cell.channels.has(channel))
    .reduce((total, [, count]) => total + count, 0)
}

function freeSlots(cell: Cell, agent: AgentView): number {
  return slots(cell, agent.freeSlots)
}
