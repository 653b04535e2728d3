// What rules do when something happens. Their deeds go to the journal together with what caused them:
// so each is done once, whatever fails in between.
import type { ContactEvaluationDocument } from '../core/directory/evaluation.ts'
import type { RuleDocument } from '../core/directory/rule.ts'
import type { FormContent } from '../core/evaluation/evaluation-form.ts'
import type { ContactRow } from '../core/event.ts'
import { evaluationFacts } from '../core/rule/evaluation-facts.ts'
import { type Happening, ruleDeeds } from '../core/rule/rule-deed.ts'
import { ruleHolds } from '../core/rule/rule-function.ts'
import { arnOf } from './arn.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { conditionsOf } from './rule.ts'

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
interface Seen extends Happening {
  readonly facts: Parameters<typeof ruleHolds>[1]
  readonly tags: Readonly<Record<string, string>>
}

function deeds(context: OperationContext, source: string, seen: Seen): readonly Change[] {
  const { directory } = context.centre
  return [...directory.list('rule')]
    .filter(({ document }) => isMet(document, source, seen))
    .flatMap(rule => ruleDeeds(directory, rule, seen, () => context.newId()))
}

function isMet(rule: RuleDocument, source: string, { facts, tags }: Seen): boolean {
  const filters = rule.PreEvaluationFilters?.AndConditions ?? []
  return (
    rule.PublishStatus === 'PUBLISHED' &&
    rule.TriggerEventSource.EventSourceName === source &&
    filters.every(({ FilterKey, FilterValue }) => tags[FilterKey] === FilterValue) &&
    ruleHolds(conditionsOf(rule.Function), facts)
  )
}
