// The branches of an action, by the names people know them by: `Equals 1`, `NoMatchingError`, `next`.
import type { Leave } from '../core/flow/action-kind.ts'
import type { Action } from '../core/flow/flow.ts'

/** Every branch a contact can take. `NextAction` beside conditions is mere decoration (FLOW_LANGUAGE §1). */
export function branchesOf(action: Action): readonly string[] {
  const conditions = action.conditions.map(nameOf)
  const errors = action.errors.map(({ errorType }) => errorType)
  const goesOn = action.nextAction !== undefined && conditions.length === 0
  return [...new Set([...(goesOn ? ['next'] : []), ...conditions, ...errors])]
}

/** The branch that was taken: `ended` when the action ended the flow, or the path did. */
export function branchTaken(
  action: Action,
  leave: Leave | 'ended',
  next: string | undefined,
): string {
  if (leave === 'ended' || next === undefined) return 'ended'
  if (leave.by === 'next') return 'next'
  const errors = action.errors.filter(each => each.nextAction === next)
  if (leave.by === 'error') {
    const own = errors.find(({ errorType }) => errorType === leave.error)
    return (own ?? errors.find(isCatchAll))?.errorType ?? 'next'
  }
  const { value } = leave
  const leading = action.conditions.filter(each => each.nextAction === next)
  const met = leading.find(({ operands }) => operands.includes(value)) ?? leading[0]
  const unmatched = errors.find(({ errorType }) => errorType === 'NoMatchingCondition')
  if (met && (met.operands.includes(value) || !unmatched)) return nameOf(met)
  return unmatched?.errorType ?? (met ? nameOf(met) : 'next')
}

function isCatchAll({ errorType }: { readonly errorType: string }): boolean {
  return errorType === 'NoMatchingError'
}

function nameOf({ operator, operands }: Action['conditions'][number]): string {
  return `${operator} ${operands.join(', ')}`
}
