// What a viewer wants to see, read from what its page says. Two viewers who want the same have the same
// key, and so one feed between them.
import type { CentreView } from '../../core/centre-view.ts'
import type { Kind } from '../../core/directory/document.ts'
import { CHANNELS, channelIndex } from '../../core/metrics/channel-set.ts'
import { bareId } from '../arn.ts'
import type { MetricsGrouping, MetricsSubscription } from '../contract/metrics-stream.ts'
import { isMetric, METRICS } from '../current-metric-rules.ts'
import type { CurrentMetricName, Selection } from '../current-metrics.ts'

const NAMES_MAX = 1_000
const GROUPINGS: readonly string[] = ['QUEUE', 'CHANNEL', 'ROUTING_PROFILE', 'AGENT_STATUS']

export interface Subscription {
  /** The same for all who want the same. */
  readonly key: string
  readonly queues: Names
  readonly routingProfiles: Names
  readonly agents: Names
  readonly channels: readonly string[]
  readonly groupings: readonly MetricsGrouping[]
  readonly metrics: readonly CurrentMetricName[]
}

/** Bare ids; undefined when nothing of the kind is wanted. */
type Names = 'all' | readonly string[] | undefined

/** The subscription, or what is wrong with it. */
export function readSubscription(
  centre: CentreView,
  wanted: unknown,
): Subscription | { readonly problem: string } {
  if (typeof wanted !== 'object' || wanted === null) return { problem: 'There is no subscription.' }
  const given = wanted as { readonly [K in keyof MetricsSubscription]?: unknown }
  const queues = namesOf(centre, 'queue', given.queues)
  const routingProfiles = namesOf(centre, 'routing-profile', given.routingProfiles)
  const agents = namesOf(centre, 'agent', given.agents)
  for (const names of [queues, routingProfiles, agents]) {
    if (typeof names === 'object' && 'problem' in names) return names
  }
  const channels = listOf(given.channels, each => channelIndex(each) >= 0) ?? CHANNELS
  const groupings = listOf(given.groupings, each => GROUPINGS.includes(each)) ?? []
  const metrics = listOf(given.metrics, isMetric) ?? METRICS.filter(isCheap)
  if (channels === 'wrong') return { problem: 'There is a channel that is none.' }
  if (metrics === 'wrong') return { problem: 'There is a metric that is none.' }
  if (groupings === 'wrong' || new Set(groupings).size < groupings.length || groupings.length > 2) {
    return { problem: `Groupings are two at most, of ${GROUPINGS.join(', ')}.` }
  }
  if (queues !== undefined && routingProfiles !== undefined) {
    return { problem: 'Queues or routing profiles can be looked at, not both.' }
  }
  if (queues === undefined && routingProfiles === undefined && agents === undefined) {
    return { problem: 'Queues, routing profiles or agents must be named.' }
  }
  const read = { queues, routingProfiles, agents, channels, groupings, metrics } as const
  return { key: JSON.stringify(read), ...(read as Omit<Subscription, 'key'>) }
}

/** Costs a look at the whole queue's agents each time. */
function isCheap(metric: CurrentMetricName): boolean {
  return metric !== 'ESTIMATED_WAIT_TIME'
}

function namesOf(
  { directory }: CentreView,
  kind: Kind,
  given: unknown,
): Names | { readonly problem: string } {
  if (given === undefined || given === 'all') return given
  const names = listOf(given, () => true)
  if (names === undefined || names === 'wrong' || names.length === 0) {
    return { problem: `A list of ids, or "all", must say which ${kind} is meant.` }
  }
  const ids = [...new Set(names.map(bareId))]
  const missing = ids.find(id => directory.get(kind, id) === undefined)
  return missing === undefined ? ids : { problem: `There is no ${kind} ${missing}.` }
}

function listOf<T extends string>(
  given: unknown,
  is: (name: string) => boolean,
): readonly T[] | undefined | 'wrong' {
  if (given === undefined) return undefined
  const isList = Array.isArray(given) && given.length <= NAMES_MAX
  return isList && given.every(each => typeof each === 'string' && is(each)) ? given : 'wrong'
}

/** What is to be measured, as the configuration stands; nothing when only agents are looked at. */
export function cellsWanted(centre: CentreView, wanted: Subscription): Selection | undefined {
  const { queues, routingProfiles, channels, groupings } = wanted
  if (queues === undefined && routingProfiles === undefined) return undefined
  const { directory } = centre
  const all = (kind: 'queue' | 'routing-profile' | 'agent-state') =>
    [...directory.list(kind)].map(({ id }) => id)
  const queueIds = queues === 'all' ? all('queue') : queues
  const profileIds = routingProfiles === 'all' ? all('routing-profile') : routingProfiles
  return {
    groupings,
    ...(queueIds && { queueIds }),
    ...(profileIds && { routingProfileIds: profileIds }),
    ...(channels.length < CHANNELS.length || groupings.includes('CHANNEL') ? { channels } : {}),
    ...(groupings.includes('AGENT_STATUS') && { statusIds: all('agent-state') }),
  }
}
