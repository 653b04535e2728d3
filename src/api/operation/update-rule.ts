import { callerArn } from '../caller-arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, membersOf, requireFreeName } from '../resource.ts'
import { checkRule, type RuleTrigger, requireSameName, withBareFlows } from '../rule.ts'

/** What it is about stays; everything else is as it is given. */
export const updateRule: Operation<'UpdateRule'> = (input, context) => {
  const rule = find(context, 'rule', input.RuleId)
  const { Name, Function: conditions, Actions, PublishStatus, PreEvaluationFilters } = input
  requireSameName(rule, Name)
  requireFreeName(context, 'rule', Name, rule.id)
  const { TriggerEventSource } = membersOf<RuleTrigger>(rule)
  checkRule(context, { ...input, TriggerEventSource })
  return change(
    edit(context, 'rule', rule, {
      ...{ Name, Function: conditions, PublishStatus, PreEvaluationFilters },
      Actions: withBareFlows(Actions),
      LastUpdatedBy: callerArn(context),
    }),
  )
}
