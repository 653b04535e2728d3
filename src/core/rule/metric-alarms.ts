// Rules on the numbers of this moment. Each looks at its queues, routing profiles or agents one by one,
// acts once when its conditions come to hold for one of them, and is ready again when they hold no more.
// Numbers are looked at once a second at most, so that one that trembles does not act all the time.
import { applyConfiguration } from '../configuration.ts'
import { addTask } from '../contact/new-task.ts'
import type { DirectoryView, Entry } from '../directory/directory.ts'
import type { RuleDocument } from '../directory/rule.ts'
import { hierarchyPath } from '../directory/user-hierarchy.ts'
import { type Instant, seconds } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import { channelsIn } from '../metrics/channel-set.ts'
import { Measure, type Scope } from '../metrics/current-metric.ts'
import type { World } from '../world.ts'
import { activeSince } from './agent-activity.ts'
import {
  type ActivityCondition,
  type MetricCondition,
  type MetricGroup,
  type MetricRule,
  type MetricSubject,
  metricConditions,
  type NumberCondition,
  readMetricRule,
} from './metric-rule.ts'
import { ruleDeeds } from './rule-deed.ts'
import { readRuleFunction } from './rule-function.ts'

export const METRIC_EVENT_SOURCE = 'OnMetricDataUpdate'

/** What is known of rules between two looks. */
export interface MetricAlarms {
  lookedAt: Instant
  /** When to look next, even if nothing happens. */
  dueAt?: Instant | undefined
  /** Rules by id, with the ids of what they hold for. */
  met: Record<string, readonly string[]>
}

const LOOK_MS = seconds(1)

const KINDS = { QUEUE: 'queue', ROUTING_PROFILE: 'routing-profile', AGENT: 'agent' } as const

/** Call it at the end of an input, when everything else is settled. */
export function lookAtMetricRules(world: World): void {
  const alarms = world.metricAlarms
  if (world.directory.count('rule') === 0) return
  const rules = publishedRules(world)
  if (rules.length === 0) {
    alarms.met = {}
    return
  }
  if (world.now < alarms.lookedAt + LOOK_MS) return wake(world, alarms.lookedAt + LOOK_MS)
  alarms.lookedAt = world.now
  if (alarms.dueAt !== undefined && alarms.dueAt <= world.now) alarms.dueAt = undefined
  const before = alarms.met
  alarms.met = {}
  for (const rule of rules) look(world, rule, before[rule.entry.id] ?? [])
}

function look(world: World, { entry, rule }: ReadRule, before: readonly string[]): void {
  const met: string[] = []
  const held = new Set(before)
  for (const id of subjectsOf(world, rule)) {
    const values: JsonObject[] = []
    const subject = { about: rule.about, id, values }
    if (!holds(world, rule.conditions, subject)) continue
    met.push(id)
    if (!held.has(id)) act(world, entry, subject)
  }
  if (met.length > 0) world.metricAlarms.met[entry.id] = met
}

/** One thing a rule looks at, and what its numbers were. */
interface Looked {
  readonly about: MetricSubject
  readonly id: string
  readonly values: JsonObject[]
}

function act(world: World, rule: Entry<'rule'>, { about, id, values }: Looked): void {
  const arn = world.arn(KINDS[about], id)
  const member = { QUEUE: 'queueArn', ROUTING_PROFILE: 'routingProfileArn', AGENT: 'agentArn' }
  const happening = {
    detailType: 'Metrics Rules Matched',
    resources: [arn],
    detail: { [member[about]]: arn, metrics: values },
  }
  for (const deed of ruleDeeds(world.directory, rule, happening, () => world.chance.uuid())) {
    if (deed.type === 'rule.met') applyConfiguration(world, deed)
    // A moment later: what the task does is not part of what was looked at.
    else addTask(world, deed, world.now + 1)
  }
}

function holds(world: World, { operator, operands }: MetricGroup, looked: Looked): boolean {
  // All of them are looked at, for each says when to look again.
  const held = operands.map(each =>
    'operator' in each ? holds(world, each, looked) : compares(world, each, looked),
  )
  return operator === 'AND' ? held.every(Boolean) : held.some(Boolean)
}

function compares(world: World, condition: MetricCondition, looked: Looked): boolean {
  if (!isAbout(world, condition, looked.id)) return false
  return condition.metric === 'AGENT_ACTIVITY'
    ? isDoing(world, condition, looked)
    : isBeyond(world, condition, looked)
}

function isDoing(
  world: World,
  { activity, seconds: lasting }: ActivityCondition,
  { id, values }: Looked,
): boolean {
  const agent = world.agents.get(id)
  const since = agent && activeSince(agent, activity)
  if (since === undefined) return false
  const from = since + seconds(lasting)
  if (from > world.now) wake(world, from)
  values.push({ name: 'AGENT_ACTIVITY', value: activity, seconds: (world.now - since) / 1000 })
  return from <= world.now
}

function isBeyond(
  world: World,
  condition: NumberCondition,
  { about, id, values }: Looked,
): boolean {
  const { metric, isAtLeast, limit, channels } = condition
  const measure = new Measure(world.live.upToDate, scopeOf(condition, about, id))
  const isAge = metric === 'OLDEST_CONTACT_AGE'
  const value = measure.value(metric, world.now) / (isAge ? 1000 : 1)
  const since = isAge ? measure.oldestSince : undefined
  if (since !== undefined) wakeAtAge(world, since + seconds(limit), isAtLeast)
  const comparison = isAtLeast ? 'NumberGreaterOrEqualTo' : 'NumberLessOrEqualTo'
  const only = channels === undefined ? {} : { channels: channelsIn(channels) }
  values.push({ name: metric, value, comparison, threshold: limit, ...only })
  return isAtLeast ? value >= limit : value <= limit
}

/** An age passes its limit by itself. */
function wakeAtAge(world: World, reached: Instant, isAtLeast: boolean): void {
  const turns = isAtLeast ? reached : reached + 1
  if (turns > world.now) wake(world, turns)
}

function scopeOf({ by, ids, channels }: NumberCondition, about: MetricSubject, id: string): Scope {
  const of = channels === undefined ? {} : { channels }
  if (about === 'QUEUE') {
    return { ...of, queueIds: [id], ...(by === 'ROUTING_PROFILE' && { routingProfileIds: ids }) }
  }
  return { ...of, routingProfileIds: [id], ...(by === 'QUEUE' && { queueIds: ids }) }
}

function wake(world: World, at: Instant): void {
  const { dueAt } = world.metricAlarms
  if (dueAt !== undefined && dueAt <= at && dueAt > world.now) return
  world.metricAlarms.dueAt = at
  world.wakes.push({ at, kind: 'rules', id: '' })
}

/** What the rule looks at: all that its conditions name, as far as it is there. */
function subjectsOf(world: World, { about, conditions }: MetricRule): Iterable<string> {
  const found = new Set<string>()
  for (const condition of metricConditions(conditions)) {
    for (const id of namedBy(world, condition, about)) found.add(id)
  }
  return found
}

function namedBy(world: World, { by, ids }: MetricCondition, about: MetricSubject): string[] {
  const { directory, live } = world
  if (by === about) return ids.filter(id => directory.get(KINDS[about], id))
  if (about === 'QUEUE') return ids.flatMap(id => [...live.queuesOf(id).keys()])
  if (about === 'ROUTING_PROFILE') return ids.flatMap(id => [...live.profilesServing(id).keys()])
  return [...world.agents.keys()].filter(id => isAgentOf(world, { by, ids }, id))
}

function isAbout(world: World, condition: MetricCondition, id: string): boolean {
  const { by, ids, metric } = condition
  if (metric === 'AGENT_ACTIVITY')
    return by === 'AGENT' ? ids.includes(id) : isAgentOf(world, condition, id)
  const { live } = world
  if (ids.includes(id)) return true
  return ids.some(each =>
    (by === 'QUEUE' ? live.profilesServing(each) : live.queuesOf(each)).has(id),
  )
}

/** Is the agent in the group, of the profile, or serving the queue? */
function isAgentOf(
  { directory, live }: World,
  { by, ids }: Pick<MetricCondition, 'by' | 'ids'>,
  agentId: string,
): boolean {
  const user = directory.get('agent', agentId)
  if (!user) return false
  if (by === 'HIERARCHY') {
    return hierarchyPath(directory, user.HierarchyGroupId).some(({ id }) => ids.includes(id))
  }
  const profileId = user.RoutingProfileId
  if (by === 'ROUTING_PROFILE') return ids.includes(profileId)
  return ids.some(queueId => live.profilesServing(queueId).has(profileId))
}

interface ReadRule {
  readonly entry: Entry<'rule'>
  readonly rule: MetricRule
}

/** As of a revision of each directory. */
const published = new WeakMap<
  DirectoryView,
  { readonly revision: number; readonly rules: readonly ReadRule[] }
>()

function publishedRules({ directory }: World): readonly ReadRule[] {
  const known = published.get(directory)
  const { revision } = directory
  if (known?.revision === revision) return known.rules
  const rules = [...directory.list('rule')].flatMap(readRule)
  published.set(directory, { revision, rules })
  return rules
}

function readRule(entry: Entry<'rule'>): readonly ReadRule[] {
  const { document } = entry
  if (document.PublishStatus !== 'PUBLISHED') return []
  if (document.TriggerEventSource.EventSourceName !== METRIC_EVENT_SOURCE) return []
  const known = readings.get(document)
  const rule = known ?? reading(document.Function)
  if (!known) readings.set(document, rule)
  return rule === 'none' ? [] : [{ entry, rule }]
}

/** By document: what else is configured changes with many calls of the API, rules seldom. */
const readings = new WeakMap<RuleDocument, MetricRule | 'none'>()

/** One that was kept before rules on metrics acted may be none that can be read. */
function reading(text: string): MetricRule | 'none' {
  const group = readRuleFunction(text)
  if (typeof group === 'string') return 'none'
  const rule = readMetricRule(group)
  return 'problem' in rule ? 'none' : rule
}
