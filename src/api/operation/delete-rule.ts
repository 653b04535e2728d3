import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

export const deleteRule: Operation<'DeleteRule'> = ({ RuleId }, context) =>
  change(remove('rule', find(context, 'rule', RuleId).id))
