// The condition operators of the flow language (FLOW_LANGUAGE §1).
import type { FlowView } from './action-kind.ts'
import type { Action } from './flow.ts'

/** Is the condition true of the value? Operands may themselves be JSONPaths. */
export function holds(
  condition: Action['conditions'][number],
  value: string,
  view: FlowView,
): boolean {
  // A value that is not there is never compared (see `Compare`), so this one exists.
  if (condition.operator === 'KeyExists') return true
  return condition.operands.some(raw => {
    const operand = view.text(raw)
    switch (condition.operator) {
      case 'Equals':
        return value === operand
      case 'TextStartsWith':
        return value.startsWith(operand)
      case 'TextEndsWith':
        return value.endsWith(operand)
      case 'TextContains':
        return value.includes(operand)
      case 'NumberGreaterThan':
        return numbers(value, operand, (a, b) => a > b)
      case 'NumberGreaterOrEqualTo':
        return numbers(value, operand, (a, b) => a >= b)
      case 'NumberLessThan':
        return numbers(value, operand, (a, b) => a < b)
      case 'NumberLessOrEqualTo':
        return numbers(value, operand, (a, b) => a <= b)
      default:
        return false
    }
  })
}

function numbers(a: string, b: string, compare: (a: number, b: number) => boolean): boolean {
  if (a.trim() === '' || b.trim() === '') return false
  const [left, right] = [Number(a), Number(b)]
  return Number.isFinite(left) && Number.isFinite(right) && compare(left, right)
}
