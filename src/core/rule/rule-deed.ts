// What a rule that is met does, as inputs: so each is done once, whatever fails in between.
import type { TaskStarted } from '../contact/new-task.ts'
import type { DirectoryView, Entry } from '../directory/directory.ts'
import type { RuleAction } from '../directory/rule.ts'
import type { RuleInput } from '../input.ts'
import type { JsonObject } from '../json.ts'

/** What has happened, as rules tell it. */
export interface Happening {
  readonly detailType: string
  /** ARNs. */
  readonly resources: readonly string[]
  /** The contact it is about. */
  readonly contactId?: string | undefined
  readonly detail: JsonObject
}

/** In the order of the rule's actions. */
export function ruleDeeds(
  directory: DirectoryView,
  rule: Entry<'rule'>,
  happening: Happening,
  newId: () => string,
): readonly (RuleInput | TaskStarted)[] {
  const deedOf = (action: RuleAction): RuleInput | TaskStarted | undefined => {
    const { EventBridgeAction } = action
    if (!EventBridgeAction) return taskOf(directory, action, happening, newId)
    const { detailType, resources, detail } = happening
    const told = { ruleId: rule.id, ruleName: rule.document.Name, detailType, resources, detail }
    return { type: 'rule.met', ...told, actionName: EventBridgeAction.Name }
  }
  return rule.document.Actions.map(deedOf).filter(each => each !== undefined)
}

function taskOf(
  directory: DirectoryView,
  { TaskAction }: RuleAction,
  { contactId }: Happening,
  newId: () => string,
): TaskStarted | undefined {
  if (!TaskAction) return undefined
  const { Name: name, ContactFlowId: flowId, Description: description, References } = TaskAction
  // The flow may have been taken away since the rule was made: then there is nothing that a task could run.
  if (directory.get('contact-flow', flowId)?.State !== 'ACTIVE') return undefined
  return {
    type: 'task.started',
    contactId: newId(),
    flowId,
    name,
    ...(description !== undefined && { description }),
    ...(References && { references: referencesOf(References) }),
    ...(contactId !== undefined && { relatedContactId: contactId }),
  }
}

/** Their number and size were looked at when the rule was made. */
function referencesOf(given: NonNullable<NonNullable<RuleAction['TaskAction']>['References']>) {
  const references = Object.entries(given).map(
    ([name, { Type, Value = '' }]) => [name, { Type, Value }] as const,
  )
  return Object.fromEntries(references)
}
