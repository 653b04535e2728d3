// Where an action may lead, as FLOW_LANGUAGE §1 tells: which of its transitions are ever taken.
import type { Action } from './flow.ts'
import { isTrue } from './parameter.ts'
import type { ActionRule } from './rule/action-rule.ts'

export interface WayOut {
  /** `next`, the operand of a condition, or an error type. */
  readonly branch: string
  readonly to: string
  readonly by: 'next' | 'condition' | 'error'
  /** Something went wrong; what a caller does or does not do is no failure. */
  readonly isFailure: boolean
}

/** Error branches that tell of the caller, and not of something that went wrong. */
const ORDINARY: ReadonlySet<string> = new Set([
  'NoMatchingCondition',
  'InputTimeLimitExceeded',
  'TimeLimitExceeded',
  'InvalidPhoneNumber',
])

/** Every transition of the action that can be taken. A NextAction that is decoration is none. */
export function waysOut(action: Action, rule: ActionRule | undefined): readonly WayOut[] {
  const { errors, conditions } = action
  const ways = [
    ...conditions.map(({ operands, nextAction }): WayOut => {
      return { branch: operands.join(' '), to: nextAction, by: 'condition', isFailure: false }
    }),
    ...errors.map(({ errorType, nextAction }): WayOut => {
      return { branch: errorType, to: nextAction, by: 'error', isFailure: !ORDINARY.has(errorType) }
    }),
  ]
  if (action.nextAction === undefined || !goesOn(action, rule)) return ways
  return [{ branch: 'next', to: action.nextAction, by: 'next', isFailure: false }, ...ways]
}

/** Does nothing follow when the action succeeds? */
export function ends({ type, parameters }: Action, rule: ActionRule | undefined): boolean {
  if (type === 'TransferParticipantToThirdParty') return !isTrue(parameters.ContinueFlowExecution)
  return rule?.ends === true
}

/** Can the action be left by its NextAction? */
export function goesOn(action: Action, rule: ActionRule | undefined): boolean {
  if (ends(action, rule)) return false
  const { conditions, errors } = action
  if (conditions.length === 0) return true
  if (errors.some(each => each.errorType === 'NoMatchingCondition')) return false
  const results = rule?.complete ? (rule.results ?? []) : undefined
  return !results?.every(result => conditions.some(each => each.operands.includes(result)))
}
