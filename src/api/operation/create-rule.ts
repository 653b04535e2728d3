import { callerArn } from '../caller-arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { checkRule, requireRoomForRule, withBareFlows } from '../rule.ts'

export const createRule: Operation<'CreateRule'> = (input, context) => {
  requireRoomForRule(context)
  requireFreeName(context, 'rule', input.Name)
  checkRule(context, input)
  const { InstanceId: _, ClientToken: __, Actions, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'rule', {
    ...members,
    Actions: withBareFlows(Actions),
    LastUpdatedBy: callerArn(context),
  })
  return changed({ RuleId: id, RuleArn: arn }, put)
}
