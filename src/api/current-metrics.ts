// The numbers of this moment in cells: one for each combination of what is grouped by, each with the
// scope of the live counts it is measured over. Cells are made from the configuration; measuring one
// takes no look at any agent or contact.
import type { CentreView } from '../core/centre-view.ts'
import type { Instant } from '../core/instant.ts'
import {
  type ChannelSet,
  channelSet,
  channelSetOf,
  channelsIn,
} from '../core/metrics/channel-set.ts'
import { Measure, type MeasuredMetricName, type Scope } from '../core/metrics/current-metric.ts'

export type Grouping =
  | 'QUEUE'
  | 'CHANNEL'
  | 'ROUTING_PROFILE'
  | 'AGENT_STATUS'
  | 'SUBTYPE'
  | 'ROUTING_STEP_EXPRESSION'
  | 'VALIDATION_TEST_TYPE'

export type CurrentMetricName = MeasuredMetricName | 'ESTIMATED_WAIT_TIME'

/** What is asked for. Ids are bare; an agent's own queue is named as the core names it. */
export interface Selection {
  /** Queues or routing profiles are there, not both. */
  readonly queueIds?: readonly string[] | undefined
  readonly routingProfileIds?: readonly string[] | undefined
  readonly channels?: readonly string[] | undefined
  readonly statusIds?: readonly string[] | undefined
  readonly subtypes?: readonly string[] | undefined
  /** Canonical JSON. */
  readonly expressions?: readonly string[] | undefined
  /** The first one is the primary. */
  readonly groupings: readonly Grouping[]
}

/** What a cell is about; a member is there when it was grouped by. */
export interface CellKey {
  readonly queueId?: string
  readonly channel?: string
  readonly routingProfileId?: string
  readonly statusId?: string
  readonly subtype?: string
  readonly expression?: string
}

export interface Cell {
  readonly key: CellKey
  readonly scope: Scope
}

/** The cells that were asked for, in the order of what they are grouped by: queues as they were named. */
export function currentCells(centre: CentreView, selection: Selection): readonly Cell[] {
  return [...cellsOf(centre, selection)]
}

/** Are there more of them than so many? No more than that are made to find it out. */
export function hasMoreCells(centre: CentreView, selection: Selection, max: number): boolean {
  let count = 0
  for (const _ of cellsOf(centre, selection)) if (++count > max) return true
  return false
}

function cellsOf(centre: CentreView, selection: Selection): Iterable<Cell> {
  const { queueIds, routingProfileIds, channels, statusIds, subtypes, expressions } = selection
  const scope: Scope = {
    ...(queueIds && { queueIds }),
    ...(routingProfileIds && { routingProfileIds }),
    ...(channels && { channels: channelSetOf(channels) }),
    ...(statusIds && { statusIds }),
    ...(subtypes && { subtypes }),
    ...(expressions && { expressions }),
  }
  return grouped(centre, selection, { key: {}, scope }, selection.groupings)
}

function* grouped(
  centre: CentreView,
  selection: Selection,
  cell: Cell,
  [grouping, ...rest]: readonly Grouping[],
): Iterable<Cell> {
  if (grouping === undefined) {
    yield cell
    return
  }
  for (const part of split(centre, selection, cell, grouping)) {
    yield* grouped(centre, selection, part, rest)
  }
}

function split(
  centre: CentreView,
  selection: Selection,
  { key, scope }: Cell,
  grouping: Grouping,
): readonly Cell[] {
  const each = <T>(values: Iterable<T>, cell: (value: T) => { key: CellKey; scope: Scope }) =>
    [...values].map(value => {
      const part = cell(value)
      return { key: { ...key, ...part.key }, scope: { ...scope, ...part.scope } }
    })
  switch (grouping) {
    case 'QUEUE':
      return each(queuesOf(centre, scope), queueId => ({
        key: { queueId },
        scope: { queueIds: [queueId] },
      }))
    case 'CHANNEL':
      return each(channelsIn(scope.channels ?? channelsOf(centre, scope)), channel => ({
        key: { channel },
        scope: { channels: channelSet(channel) },
      }))
    case 'ROUTING_PROFILE':
      return each(profilesOf(centre, scope), routingProfileId => ({
        key: { routingProfileId },
        scope: { routingProfileIds: [routingProfileId] },
      }))
    case 'AGENT_STATUS':
      return each(statusesOf(centre, scope), statusId => ({
        key: { statusId },
        scope: { statusIds: [statusId] },
      }))
    case 'SUBTYPE':
      return each(selection.subtypes ?? present(centre, scope, 'subtype'), subtype => ({
        key: { subtype },
        scope: { subtypes: [subtype] },
      }))
    case 'ROUTING_STEP_EXPRESSION':
      return each(selection.expressions ?? present(centre, scope, 'expression'), expression => ({
        key: { expression },
        scope: { expressions: [expression] },
      }))
    default:
      // Flows are tried in centres of their own: no contact here belongs to a test.
      return []
  }
}

function queuesOf({ metrics }: CentreView, { queueIds, routingProfileIds = [] }: Scope) {
  return queueIds ?? new Set(routingProfileIds.flatMap(id => [...metrics.queuesOf(id).keys()]))
}

function profilesOf({ metrics }: CentreView, { queueIds = [], routingProfileIds }: Scope) {
  return (
    routingProfileIds ?? new Set(queueIds.flatMap(id => [...metrics.profilesServing(id).keys()]))
  )
}

/** Channels on which the queues are served or somebody waits; or that the profiles take. */
function channelsOf({ metrics }: CentreView, scope: Scope): ChannelSet {
  const { queueIds = [], routingProfileIds } = scope
  let channels: ChannelSet = 0
  for (const queueId of queueIds) {
    for (const set of metrics.profilesServing(queueId).values()) channels |= set
    for (const { channel } of metrics.waiting(queueId)) channels |= channelSet(channel)
  }
  if (queueIds.length > 0) return channels
  for (const id of routingProfileIds ?? []) channels |= metrics.channelsOf(id)
  return channels
}

/** Statuses that were asked for, or that somebody is in who is not offline. */
function statusesOf(centre: CentreView, scope: Scope): readonly string[] {
  if (scope.statusIds) return scope.statusIds
  const all = [...centre.directory.list('agent-state')].map(({ id }) => id)
  return all.filter(id => {
    const measure = new Measure(centre.metrics, { ...scope, statusIds: [id] })
    return measure.value('AGENTS_ONLINE', 0) > 0
  })
}

function present(centre: CentreView, scope: Scope, member: 'subtype' | 'expression'): Set<string> {
  const { groups } = new Measure(centre.metrics, scope)
  return new Set(groups.map(group => group[member]).filter(value => value !== undefined))
}

/**
 * The value of a metric in a cell. Times are in milliseconds. Undefined when nobody can tell, as a
 * wait in a queue of which nothing is known yet.
 */
export function measureCell(
  centre: CentreView,
  { key, scope }: Cell,
  measure: Measure,
  metric: CurrentMetricName,
  now: Instant,
): number | undefined {
  if (metric !== 'ESTIMATED_WAIT_TIME') return measure.value(metric, now)
  const { queueId = scope.queueIds?.[0], channel, expression } = key
  // How long those wait who ask for certain agents is not known.
  if (queueId === undefined || expression !== undefined) return undefined
  return channel === undefined ? undefined : centre.estimatedWaitMs(queueId, channel)
}
