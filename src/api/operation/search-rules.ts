import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { foundRule, ruleFields } from '../rule.ts'
import { searched } from '../search.ts'

export const searchRules: Operation<'SearchRules'> = (input, context) => {
  const show = (rule: Parameters<typeof foundRule>[1]) => foundRule(context, rule)
  const { items, ...rest } = searched(context, 'rule', input, show, ruleFields)
  return answer({ Rules: items, ...rest })
}
