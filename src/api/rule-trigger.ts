// What rules do when something happens. Their deeds go to the journal together with what caused them:
// so each is done once, whatever fails in between.
import type { Entry } from '../core/directory/directory.ts'
import type { ContactEvaluationDocument } from '../core/directory/evaluation.ts'
import type { RuleAction, RuleDocument } from '../core/directory/rule.ts'
import type { FormContent } from '../core/evaluation/evaluation-form.ts'
import type { ContactRow } from '../core/event.ts'
import type { JsonObject } from '../core/json.ts'
import { evaluationFacts } from '../core/rule/evaluation-facts.ts'
import { ruleHolds } from '../core/rule/rule-function.ts'
import { arnOf } from './arn.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { conditionsOf } from './rule.ts'
import { referencesOf } from './written-contact.ts'

interface Submitted {
  readonly id: string
  readonly document: ContactEvaluationDocument
  readonly form: FormContent
  /** None when the contact is not kept any more. */
  readonly contact: ContactRow | undefined
}

/** The changes that rules make because an evaluation was submitted. */
export function evaluationSubmitted(
  context: OperationContext,
  { id, document, form, contact }: Submitted,
): readonly Change[] {
  const { ContactId, ContactAgentId, FormId, FormVersion, FormTitle, Score } = document
  const contactArn = arnOf(context, 'contact', ContactId)
  const evaluationArn = arnOf(context, 'contact-evaluation', id)
  const met = {
    facts: evaluationFacts(document, form),
    tags: (contact?.record.Tags ?? {}) as Readonly<Record<string, string>>,
    detailType: 'Contact Lens Evaluation Rules Matched',
    resources: [contactArn, evaluationArn],
    contactId: contact?.contactId,
    detail: {
      contactArn,
      evaluationArn,
      evaluationFormId: FormId,
      evaluationFormVersion: FormVersion,
      evaluationFormTitle: FormTitle,
      ...(ContactAgentId !== undefined && { agentArn: arnOf(context, 'agent', ContactAgentId) }),
      ...(Score?.Percentage !== undefined && { scorePercentage: Score.Percentage }),
      automaticFail: Score?.AutomaticFail === true,
    },
  }
  return deeds(context, 'OnContactEvaluationSubmit', met)
}

/** What has happened, as rules look at it. */
interface Happening {
  readonly facts: Parameters<typeof ruleHolds>[1]
  readonly tags: Readonly<Record<string, string>>
  readonly detailType: string
  readonly resources: readonly string[]
  readonly contactId: string | undefined
  readonly detail: JsonObject
}

function deeds(context: OperationContext, source: string, happening: Happening): readonly Change[] {
  return [...context.centre.directory.list('rule')]
    .filter(({ document }) => isMet(document, source, happening))
    .flatMap(rule =>
      rule.document.Actions.flatMap(action => deed(context, rule, action, happening)),
    )
}

function isMet(rule: RuleDocument, source: string, { facts, tags }: Happening): boolean {
  const filters = rule.PreEvaluationFilters?.AndConditions ?? []
  return (
    rule.PublishStatus === 'PUBLISHED' &&
    rule.TriggerEventSource.EventSourceName === source &&
    filters.every(({ FilterKey, FilterValue }) => tags[FilterKey] === FilterValue) &&
    ruleHolds(conditionsOf(rule.Function), facts)
  )
}

function deed(
  context: OperationContext,
  rule: Entry<'rule'>,
  { TaskAction, EventBridgeAction }: RuleAction,
  { detailType, resources, contactId, detail }: Happening,
): readonly Change[] {
  if (EventBridgeAction) {
    const { Name: actionName } = EventBridgeAction
    const { Name: ruleName } = rule.document
    const told = { ruleId: rule.id, ruleName, actionName, detailType, resources, detail }
    return [{ type: 'rule.met', ...told }]
  }
  if (!TaskAction) return []
  const { Name: name, ContactFlowId: flowId, Description: description, References } = TaskAction
  // The flow may have been taken away since the rule was made: then there is nothing that a task could run.
  if (context.centre.directory.get('contact-flow', flowId)?.State !== 'ACTIVE') return []
  const references = referencesOf(References)
  return [
    {
      type: 'task.started',
      contactId: context.newId(),
      flowId,
      name,
      ...(description !== undefined && { description }),
      ...(references && { references }),
      ...(contactId !== undefined && { relatedContactId: contactId }),
    },
  ]
}
