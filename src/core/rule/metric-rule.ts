// Rules on the numbers of this moment, as the service writes their conditions (API Reference,
// "OnMetricDataUpdate"): comparisons of metrics of queues, routing profiles and agents. A rule is about
// things of one kind, and looks at each of them by itself.

import { type ChannelSet, channelSetOf } from '../metrics/channel-set.ts'
import {
  AGENT_METRIC_NAMES,
  isContactMetric,
  type MeasuredMetricName,
} from '../metrics/current-metric.ts'
import { isGroup, type RuleComparison, type RuleGroup, type RuleOperand } from './rule-function.ts'

export interface MetricRule {
  /** What it looks at, one by one. */
  readonly about: MetricSubject
  readonly conditions: MetricGroup
}

export type MetricSubject = 'QUEUE' | 'ROUTING_PROFILE' | 'AGENT'

export interface MetricGroup {
  readonly operator: 'AND' | 'OR'
  readonly operands: readonly (MetricGroup | MetricCondition)[]
}

export type MetricCondition = NumberCondition | ActivityCondition

interface Filtered {
  /** Which things it is about: named themselves, or by what they belong to. */
  readonly by: MetricSubject | 'HIERARCHY'
  readonly ids: readonly string[]
}

export interface NumberCondition extends Filtered {
  readonly metric: MeasuredMetricName
  readonly channels: ChannelSet | undefined
  readonly isAtLeast: boolean
  /** Seconds where the metric is a time. */
  readonly limit: number
}

/** An agent has been doing something for a while. */
export interface ActivityCondition extends Filtered {
  readonly metric: 'AGENT_ACTIVITY'
  /** A status by id, or a word such as AFTER_CONTACT_WORK. */
  readonly activity: string
  readonly seconds: number
}

/**
 * Why conditions are no rule: a sentence about what is wrong, or what a rule would have to do that none
 * here can.
 */
interface MetricRuleProblem {
  readonly kind: 'wrong' | 'unable'
  readonly problem: string
}

const METRIC_PATH = /^\$\.MetricData\.([A-Z_]+)$/
const IDS_MAX = 25
const DAY_SECONDS = 86_400
/** A time beyond it, 31 years, could not be waited for. */
const LIMIT_MAX = 1e9
const SUBJECTS: readonly MetricSubject[] = ['QUEUE', 'ROUTING_PROFILE', 'AGENT']

/** Of the past, and of flows: rules on them would need history, which is not kept where rules are. */
const PAST = new Set([
  ...['AVG_HANDLE_TIME', 'AVG_QUEUE_ANSWER_TIME', 'AVG_INTERACTION_TIME', 'AVG_HOLD_TIME'],
  ...['SERVICE_LEVEL', 'AGENT_OCCUPANCY', 'FLOWS_STARTED', 'AVG_FLOW_TIME', 'MAX_FLOW_TIME'],
  ...['MIN_FLOW_TIME', 'FLOWS_OUTCOME', 'PERCENT_FLOWS_OUTCOME'],
])

const FILTERS: Readonly<Record<string, Filtered['by']>> = {
  MetricDataFilterByQueue: 'QUEUE',
  MetricDataFilterByRoutingProfile: 'ROUTING_PROFILE',
  MetricDataFilterByAgent: 'AGENT',
  MetricDataFilterByAgentHierarchyLevelOne: 'HIERARCHY',
  MetricDataFilterByAgentHierarchyLevelTwo: 'HIERARCHY',
  MetricDataFilterByAgentHierarchyLevelThree: 'HIERARCHY',
  MetricDataFilterByAgentHierarchyLevelFour: 'HIERARCHY',
  MetricDataFilterByAgentHierarchyLevelFive: 'HIERARCHY',
}

/** The conditions, or what is wrong with them. */
export function readMetricRule(group: RuleGroup): MetricRule | MetricRuleProblem {
  try {
    const conditions = groupOf(group)
    const about = subjectOf(group) ?? impliedBy(conditions)
    for (const condition of metricConditions(conditions)) checkAbout(condition, about)
    return { about, conditions }
  } catch (error) {
    if (error instanceof Unreadable) return { kind: error.kind, problem: error.message }
    throw error
  }
}

/** All conditions in it. */
export function metricConditions(group: MetricGroup): readonly MetricCondition[] {
  return group.operands.flatMap(each => ('operator' in each ? metricConditions(each) : [each]))
}

class Unreadable extends Error {
  readonly kind: MetricRuleProblem['kind']

  constructor(kind: MetricRuleProblem['kind'], problem: string) {
    super(problem)
    this.kind = kind
  }
}

function wrong(problem: string): Unreadable {
  return new Unreadable('wrong', problem)
}

function unable(problem: string): Unreadable {
  return new Unreadable('unable', problem)
}

function groupOf({ Operator, Operands }: RuleGroup): MetricGroup {
  return { operator: Operator, operands: Operands.map(operandOf) }
}

function operandOf(operand: RuleOperand): MetricGroup | MetricCondition {
  return isGroup(operand) ? groupOf(operand) : conditionOf(operand)
}

function conditionOf(comparison: RuleComparison): MetricCondition {
  const metric = METRIC_PATH.exec(comparison.ComparisonValue)?.[1] ?? ''
  const { by, ids } = filteredBy(comparison)
  if (comparison.Negate === true) throw unable(`negate ${metric}`)
  if (metric === 'AGENT_ACTIVITY') return activityOf(comparison, { by, ids })
  if (PAST.has(metric)) throw unable(`look at ${metric}, which is of the past,`)
  if (!isMeasured(metric)) throw wrong(`there is no ${comparison.ComparisonValue}.`)
  const { Operator, Operands } = comparison
  const isAtLeast = Operator === 'NumberGreaterOrEqualTo'
  if (!isAtLeast && Operator !== 'NumberLessOrEqualTo') {
    throw wrong(`${metric} is compared by NumberGreaterOrEqualTo or NumberLessOrEqualTo.`)
  }
  const [limit] = Operands
  if (typeof limit !== 'number' || Operands.length !== 1) {
    throw wrong(`${metric} is compared with one number.`)
  }
  if (Math.abs(limit) > LIMIT_MAX) throw wrong(`${metric} is compared with at most ${LIMIT_MAX}.`)
  const channels = filterData(comparison, 'MetricDataFilterByChannel')
  return {
    ...{ metric, by, ids, isAtLeast, limit },
    channels: channels === undefined ? undefined : channelSetOf(texts(channels)),
  }
}

function activityOf(
  comparison: RuleComparison,
  { by, ids }: Pick<Filtered, 'by' | 'ids'>,
): ActivityCondition {
  const { Operator, Operands } = comparison
  const [activity] = Operands
  if (Operator !== 'EQUALS' || typeof activity !== 'string' || Operands.length !== 1) {
    throw wrong('AGENT_ACTIVITY is compared by EQUALS with one status or activity.')
  }
  // The service's own pages spell it in three ways.
  const lasting =
    filterData(comparison, 'AgentActivityDurationSeconds') ??
    filterData(comparison, 'AgentActvityDurationSeconds') ??
    filterData(comparison, 'MetricDataDurationSeconds')
  const { Past } = (lasting ?? {}) as { readonly Past?: unknown }
  if (typeof Past !== 'number' || Past < 0 || Past >= DAY_SECONDS) {
    throw wrong('AGENT_ACTIVITY needs AgentActivityDurationSeconds of less than a day.')
  }
  return { metric: 'AGENT_ACTIVITY', by, ids, activity, seconds: Past }
}

function filteredBy(comparison: RuleComparison): Pick<Filtered, 'by' | 'ids'> {
  const given = Object.keys(FILTERS).filter(type => filterData(comparison, type) !== undefined)
  const [type] = given
  const by = type === undefined ? undefined : FILTERS[type]
  if (type === undefined || by === undefined || given.length !== 1) {
    throw wrong(
      'each condition has one filter that says which queues, profiles or agents it is about.',
    )
  }
  const ids = texts(filterData(comparison, type)).map(id => id.slice(id.lastIndexOf('/') + 1))
  if (ids.length === 0 || ids.length > IDS_MAX) throw wrong(`${type} has 1 to ${IDS_MAX} ids.`)
  return { by, ids }
}

function checkAbout({ metric, by }: MetricCondition, about: MetricSubject): void {
  const isOfAgents = metric === 'AGENT_ACTIVITY'
  if (isOfAgents !== (about === 'AGENT')) {
    if (isOfAgents) throw wrong(`${metric} is of agents: so is the rule's MetricDataGrouping.`)
    throw unable(`look at ${metric} of agents one by one`)
  }
  if (!isOfAgents && (by === 'AGENT' || by === 'HIERARCHY')) {
    throw wrong(`${metric} is of queues or routing profiles.`)
  }
}

/** What the rule says it is about. */
function subjectOf(group: RuleGroup): MetricSubject | undefined {
  const data = filterData(group, 'MetricDataGrouping')
  if (data === undefined) return undefined
  const [about, ...others] = texts(data)
  if (about === 'FLOW') throw unable('look at flows')
  const subject = SUBJECTS.find(each => each === about)
  if (subject === undefined || others.length > 0) {
    throw wrong(`MetricDataGrouping is one of ${SUBJECTS.join(', ')} and FLOW.`)
  }
  return subject
}

function impliedBy(conditions: MetricGroup): MetricSubject {
  const [first] = metricConditions(conditions)
  if (first?.metric === 'AGENT_ACTIVITY') return 'AGENT'
  return first?.by === 'ROUTING_PROFILE' ? 'ROUTING_PROFILE' : 'QUEUE'
}

/** The data of a filter, wherever it stands. */
function filterData({ FilterClause }: Pick<RuleGroup, 'FilterClause'>, type: string): unknown {
  const filters: unknown = FilterClause?.Filters
  if (!Array.isArray(filters)) return undefined
  const found = (filters as readonly unknown[]).find(each => {
    return (each as { readonly Type?: unknown } | null)?.Type === type
  })
  return (found as { readonly Data?: unknown } | undefined)?.Data
}

function texts(data: unknown): readonly string[] {
  if (!Array.isArray(data)) return []
  return (data as readonly unknown[]).filter(each => typeof each === 'string')
}

function isMeasured(metric: string): metric is MeasuredMetricName {
  return isContactMetric(metric) || AGENT_METRIC_NAMES.some(name => name === metric)
}
