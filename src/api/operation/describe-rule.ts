import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showRule } from '../rule.ts'

export const describeRule: Operation<'DescribeRule'> = ({ RuleId }, context) =>
  answer({ Rule: showRule(context, find(context, 'rule', RuleId)) })
