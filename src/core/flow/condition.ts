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
    // A path that leads nowhere is no value, and equals nothing: not even what is empty.
    if (view.value(raw) === undefined) return false
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

/** Decimal numbers, as people write them: not `0x10`, not `Infinity`. */
const NUMBER = /^\s*[-+]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:e[-+]?\d{1,3})?\s*$/i

function numbers(a: string, b: string, compare: (a: number, b: number) => boolean): boolean {
  return NUMBER.test(a) && NUMBER.test(b) && compare(Number(a), Number(b))
}
