import type { ActionRule } from './rule/action-rule.ts'
import { contactRules } from './rule/contact-rules.ts'
import { controlRules } from './rule/control-rules.ts'
import { conversationRules } from './rule/conversation-rules.ts'
import { customerRules } from './rule/customer-rules.ts'
import { routingRules } from './rule/routing-rules.ts'

/** What the service accepts of each action type. A type that is not here does not exist. */
export const actionRules: ReadonlyMap<string, ActionRule> = new Map(
  Object.entries({
    ...controlRules,
    ...contactRules,
    ...conversationRules,
    ...customerRules,
    ...routingRules,
  }),
)
