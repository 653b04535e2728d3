import type { Action } from '../flow.ts'
import type { ActionRule } from '../rule/action-rule.ts'
import type { Checking } from './checking.ts'

const OPERATORS: readonly string[] = [
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
  'KeyExists',
]

/** Error branches: those it cannot be without, each at most once, none that is never taken. */
export function checkErrorBranches(action: Action, rule: ActionRule, checking: Checking): void {
  const { type, errors, identifier } = action
  const { findings } = checking
  for (const name of rule.errors ?? []) needBranch(name, action, checking)
  const known = new Set([...(rule.errors ?? []), ...(rule.mayFail ?? []), 'NoMatchingError'])
  // What fails to match is told as an error, where an action has conditions at all.
  if (!rule.unconditional) known.add('NoMatchingCondition')
  const seen = new Set<string>()
  for (const { errorType } of errors) {
    if (seen.has(errorType)) {
      const message = `It has two ${errorType} branches: keep one.`
      findings.error('wrongErrorBranch', message, identifier)
    } else if (!known.has(errorType) && !rule.open) {
      const message = `${type} never fails with ${errorType}: this branch is never taken.`
      findings.warning('unknownErrorBranch', message, identifier)
    }
    seen.add(errorType)
  }
}

/** Refuses an action without this error branch. */
export function needBranch(name: string, action: Action, { findings }: Checking): void {
  if (hasBranch(name, action)) return
  const message = `${action.type} needs a ${name} branch: say where it goes then.`
  findings.error('missingErrorBranch', message, action.identifier)
}

export function hasBranch(name: string, { errors }: Action): boolean {
  return errors.some(each => each.errorType === name)
}

export function checkConditions(action: Action, rule: ActionRule, checking: Checking): void {
  const { conditions, type } = action
  const refuse = (message: string) => {
    checking.findings.error('wrongCondition', message, action.identifier)
  }
  if (rule.unconditional && conditions.length > 0) {
    refuse(`${type} has no conditions: compare what it set with Compare afterwards.`)
    return
  }
  for (const condition of conditions) {
    const fault = conditionFault(condition, type, rule) ?? resultFault(condition, type, rule)
    if (fault !== undefined) refuse(fault)
  }
  for (const result of rule.complete ? (rule.results ?? []) : []) {
    if (conditions.some(each => each.operands.includes(result))) continue
    refuse(`${type} needs a condition for ${result}: say where it goes then.`)
  }
}

function conditionFault(
  { operator, operands }: Action['conditions'][number],
  type: string,
  { operators = ['Equals'] }: ActionRule,
): string | undefined {
  if (!OPERATORS.includes(operator)) {
    return `There is no operator "${operator}": use one of ${OPERATORS.join(', ')}.`
  }
  if (operators !== 'any' && !operators.includes(operator)) {
    return `${type} does not compare by ${operator}: use ${operators.join(' or ')}.`
  }
  if (operator === 'KeyExists') return undefined
  if (operands.length !== 1 || operands[0] === '') {
    return `${operator} needs one operand that is not empty.`
  }
  return undefined
}

function resultFault(
  { operands }: Action['conditions'][number],
  type: string,
  { results, open }: ActionRule,
): string | undefined {
  if (open || !results || results.includes(operands[0] ?? '')) return undefined
  return `${type} never has the result "${operands[0]}": it is one of ${results.join(', ')}.`
}
