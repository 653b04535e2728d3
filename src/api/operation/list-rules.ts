import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { ruleSummary } from '../rule.ts'

export const listRules: Operation<'ListRules'> = (input, context) => {
  const { PublishStatus, EventSourceName } = input
  const { items, NextToken } = listed(
    context,
    'rule',
    input,
    rule => ruleSummary(context, rule),
    ({ document }) =>
      (PublishStatus ?? document.PublishStatus) === document.PublishStatus &&
      (EventSourceName === undefined ||
        EventSourceName === document.TriggerEventSource.EventSourceName),
  )
  return answer({ RuleSummaryList: items, NextToken })
}
