// Rules as the API takes and shows them, and which of them do something here.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../core/directory/directory.ts'
import type { RuleDocument } from '../core/directory/rule.ts'
import { isActivity } from '../core/rule/agent-activity.ts'
import { evaluationPaths } from '../core/rule/evaluation-facts.ts'
import { METRIC_EVENT_SOURCE } from '../core/rule/metric-alarms.ts'
import { metricConditions, readMetricRule } from '../core/rule/metric-rule.ts'
import { type RuleGroup, readRuleFunction, unknownComparison } from '../core/rule/rule-function.ts'
import { arnOf, bareId } from './arn.ts'
import type { InputOf, Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { find, membersOf } from './resource.ts'
import { invalidRequest, limitExceeded, ServiceError } from './service-error.ts'
import { checkGivenReferences, referencesOf, runningFlowId } from './written-contact.ts'

type Asked = Pick<
  InputOf<'CreateRule'>,
  'Name' | 'TriggerEventSource' | 'Function' | 'Actions' | 'PublishStatus' | 'PreEvaluationFilters'
>
type Action = Asked['Actions'][number]

/** What a rule is about. */
export type RuleTrigger = Pick<Asked, 'TriggerEventSource'>

const RULES_MAX = 1000
const ACTIONS_MAX = 10

/** The definition that goes with each type of action. */
const DEFINITIONS: Readonly<Record<string, keyof Action>> = {
  CREATE_TASK: 'TaskAction',
  GENERATE_EVENTBRIDGE_EVENT: 'EventBridgeAction',
  ASSIGN_CONTACT_CATEGORY: 'AssignContactCategoryAction',
  SEND_NOTIFICATION: 'SendNotificationAction',
  CREATE_CASE: 'CreateCaseAction',
  UPDATE_CASE: 'UpdateCaseAction',
  ASSIGN_SLA: 'AssignSlaAction',
  END_ASSOCIATED_TASKS: 'EndAssociatedTasksAction',
  SUBMIT_AUTO_EVALUATION: 'SubmitAutoEvaluationAction',
  EXTRACT_INFORMATION: 'ExtractInformationAction',
}

/** Events that happen here, with what is wrong with conditions on them. Rules on others are kept, and wait for them. */
const HAPPENING: Readonly<
  Record<string, (context: OperationContext, conditions: RuleGroup) => void>
> = {
  OnContactEvaluationSubmit: checkEvaluationRule,
  [METRIC_EVENT_SOURCE]: checkMetricRule,
}

/** What rules on events that happen here can do. */
const DOABLE = new Set(['CREATE_TASK', 'GENERATE_EVENTBRIDGE_EVENT'])

/** Events of other systems, by whose integration a rule is met. */
const FOREIGN = new Set([
  'OnZendeskTicketCreate',
  'OnZendeskTicketStatusUpdate',
  'OnSalesforceCaseCreate',
])

export function checkRule(context: OperationContext, asked: Asked): void {
  const { TriggerEventSource, Actions, PublishStatus } = asked
  const source = TriggerEventSource.EventSourceName ?? ''
  if (FOREIGN.has(source)) {
    const integration = TriggerEventSource.IntegrationAssociationId
    if (integration === undefined) {
      throw invalidRequest(`${source} needs an IntegrationAssociationId.`)
    }
    find(context, 'integration-association', integration)
  }
  if (Actions.length === 0 || Actions.length > ACTIONS_MAX) {
    throw invalidRequest(`Member Actions: a rule has 1 to ${ACTIONS_MAX} actions.`)
  }
  for (const action of Actions) checkAction(context, action)
  const conditions = conditionsOf(asked.Function)
  const check = HAPPENING[source]
  if (!check || PublishStatus !== 'PUBLISHED') return
  check(context, conditions)
  const cannot = Actions.find(({ ActionType }) => !DOABLE.has(ActionType ?? ''))
  if (cannot) throw notYet(`A rule on ${source} cannot ${cannot.ActionType}`)
}

function notYet(what: string): ServiceError {
  return new ServiceError('NotImplementedException', `${what} yet: keep it as a draft.`)
}

function checkEvaluationRule(_: OperationContext, conditions: RuleGroup): void {
  const unknown = unknownComparison(conditions, evaluationPaths)
  if (!unknown) return
  const { Operator, ComparisonValue } = unknown
  throw invalidRequest(
    `Member Function: OnContactEvaluationSubmit has no ${Operator} of ${ComparisonValue}.`,
  )
}

const FILTERED = {
  QUEUE: 'queue',
  ROUTING_PROFILE: 'routing-profile',
  AGENT: 'agent',
  HIERARCHY: 'agent-group',
} as const

function checkMetricRule(context: OperationContext, conditions: RuleGroup): void {
  const rule = readMetricRule(conditions)
  if ('problem' in rule) {
    const { kind, problem } = rule
    if (kind === 'wrong') throw invalidRequest(`Member Function: ${problem}`)
    throw notYet(`A rule on ${METRIC_EVENT_SOURCE} cannot ${problem}`)
  }
  for (const condition of metricConditions(rule.conditions)) {
    for (const id of condition.ids) find(context, FILTERED[condition.by], id)
    if (condition.metric !== 'AGENT_ACTIVITY' || isActivity(condition.activity)) continue
    find(context, 'agent-state', condition.activity)
  }
}

export function conditionsOf(text: string): RuleGroup {
  const conditions = readRuleFunction(text)
  if (typeof conditions === 'string') throw invalidRequest(`Member Function: ${conditions}`)
  return conditions
}

function checkAction(context: OperationContext, action: Action): void {
  const { ActionType = '', TaskAction, SendNotificationAction, SubmitAutoEvaluationAction } = action
  const definition = DEFINITIONS[ActionType]
  const given = Object.keys(action).filter(name => name !== 'ActionType')
  if (definition === undefined || given.length !== 1 || given[0] !== definition) {
    throw invalidRequest(`Member Actions: ${ActionType} has ${definition}, and nothing else.`)
  }
  if (TaskAction) {
    runningFlowId(context, TaskAction.ContactFlowId ?? '')
    const references = TaskAction.References as Parameters<typeof checkGivenReferences>[0]
    checkGivenReferences(references)
    // Too many are refused now, not when somebody submits an evaluation.
    referencesOf(references)
  }
  const { Recipient, Exclusion } = SendNotificationAction ?? {}
  for (const userId of [...(Recipient?.UserIds ?? []), ...(Exclusion?.UserIds ?? [])]) {
    find(context, 'agent', userId)
  }
  if (SubmitAutoEvaluationAction) {
    find(context, 'evaluation-form', SubmitAutoEvaluationAction.EvaluationFormId ?? '')
  }
}

/** Flows by their bare ids, so that they are found when the rule is met. */
export function withBareFlows(actions: readonly Action[]): readonly object[] {
  return actions.map(({ TaskAction, ...action }) =>
    TaskAction
      ? {
          ...action,
          TaskAction: { ...TaskAction, ContactFlowId: bareId(TaskAction.ContactFlowId ?? '') },
        }
      : action,
  )
}

export function requireRoomForRule({ centre }: OperationContext): void {
  if ([...centre.directory.list('rule')].length < RULES_MAX) return
  throw limitExceeded(`There are ${RULES_MAX} rules already.`)
}

/** Elsewhere a rule is known by its name, so it keeps it. */
export function requireSameName({ document }: Entry<'rule'>, name: string): void {
  const { EventSourceName } = document.TriggerEventSource
  if (name === document.Name || FOREIGN.has(EventSourceName)) return
  throw invalidRequest(`Member Name: a rule on ${EventSourceName} keeps its name.`)
}

export function showRule(context: OperationContext, rule: Entry<'rule'>): Plain<sdk.Rule> {
  const { Name, Function: conditions, PublishStatus, LastUpdatedBy, Tags } = rule.document
  const { TriggerEventSource, Actions, PreEvaluationFilters } =
    membersOf<Pick<Plain<sdk.Rule>, 'TriggerEventSource' | 'Actions' | 'PreEvaluationFilters'>>(
      rule,
    )
  return {
    ...named(context, rule),
    Name,
    TriggerEventSource,
    Function: conditions,
    Actions,
    PublishStatus,
    PreEvaluationFilters,
    LastUpdatedBy,
    Tags,
  }
}

export function ruleSummary(context: OperationContext, rule: Entry<'rule'>) {
  const { Name, PublishStatus } = rule.document
  const { TriggerEventSource, Actions } = showRule(context, rule)
  return {
    ...named(context, rule),
    Name,
    EventSourceName: TriggerEventSource?.EventSourceName,
    PublishStatus,
    ActionSummaries: actionsOf(Actions),
  }
}

/** What searches find. */
export function foundRule(context: OperationContext, rule: Entry<'rule'>) {
  const { Function: _, Actions, ...members } = showRule(context, rule)
  return { ...members, ActionSummaries: actionsOf(Actions) }
}

/** What searches look at. */
export function ruleFields(rule: Entry<'rule'>): object {
  const { TriggerEventSource, Actions } = rule.document
  const actionTypes = Actions.map(({ ActionType }) => ActionType)
  return { ...rule.document, ...TriggerEventSource, ActionType: actionTypes.join(' ') }
}

function actionsOf(actions: Plain<sdk.Rule>['Actions']) {
  return (actions ?? []).map(({ ActionType }) => ({ ActionType }))
}

function named(context: OperationContext, { id, document }: Entry<'rule'>) {
  const { CreatedTime = 0, LastModifiedTime = 0 }: RuleDocument = document
  return {
    RuleId: id,
    RuleArn: arnOf(context, 'rule', id),
    CreatedTime,
    LastUpdatedTime: LastModifiedTime,
  }
}
