// The ways a path explorer can send a contact through an action: by what a caller or a service does
// (`natural`), or by force down one of its branches, as if the action had come to that.
import type { Leave } from '../core/flow/action-kind.ts'
import type { Action } from '../core/flow/flow.ts'
import { isTrue, membersOf } from '../core/flow/parameter.ts'

export type Way =
  /** Runs the action itself; the world does this meanwhile. */
  | { readonly name: string; readonly natural: Reaction }
  | { readonly name: string; readonly forced: Leave }

/** What the world does while an action waits. */
export interface Reaction {
  readonly press?: string
  /** The action chosen in a view. */
  readonly view?: string
  readonly service?: 'answers' | 'fails' | 'silent'
  readonly phone?: 'answers' | 'busy' | 'noAnswer'
}

/** Every way there is, the likely ones first. */
export function waysOf(action: Action): readonly Way[] {
  return [...naturalWays(action), ...forcedWays(action)]
}

function naturalWays(action: Action): Way[] {
  if (action.type === 'GetParticipantInput') return inputWays(action)
  if (ASKING.has(action.type)) {
    return (['answers', 'fails', 'silent'] as const).map(service => ({
      name: `service ${service}`,
      natural: { service },
    }))
  }
  if (action.type === 'TransferParticipantToThirdParty') {
    return (['answers', 'busy', 'noAnswer'] as const).map(phone => ({
      name: `phone ${phone}`,
      natural: { phone },
    }))
  }
  if (action.type === 'ShowView') {
    const chosen = action.conditions.flatMap(({ operands }) => operands)
    return [
      ...[...chosen, 'Something else'].map(view => ({ name: `choose ${view}`, natural: { view } })),
      { name: 'no answer', natural: {} },
    ]
  }
  return [{ name: 'natural', natural: {} }]
}

/** Types that ask services, whose answers decide. */
const ASKING: ReadonlySet<string> = new Set([
  'InvokeLambdaFunction',
  'ConnectParticipantWithLexBot',
  'GetCustomerProfile',
  'CreateCustomerProfile',
  'UpdateCustomerProfile',
  'CreateWisdomSession',
  'CreateCase',
  'GetCase',
  'UpdateCase',
])

function inputWays(action: Action): Way[] {
  const press = (digits: string): Way => ({ name: `press ${digits}`, natural: { press: digits } })
  const quiet: Way = { name: 'no key', natural: {} }
  if (isTrue(action.parameters.StoreInput)) {
    const phone = membersOf(action.parameters.InputValidation).PhoneNumberValidation !== undefined
    return [press(phone ? '2065550123#' : '1234#'), press('*#'), quiet]
  }
  const keys = action.conditions.flatMap(({ operands }) => operands)
  const other = [...'0123456789*#'].find(key => !keys.includes(key))
  return [...keys, ...(other === undefined ? [] : [other])].map(press).concat(quiet)
}

function forcedWays(action: Action): Way[] {
  const ways: Way[] = []
  for (const { operator, operands } of action.conditions) {
    const value = valueFor(operator, operands[0] ?? '')
    if (value === undefined) continue
    ways.push({ name: `${operator} ${operands[0] ?? ''}`, forced: { by: 'value', value } })
  }
  for (const { errorType } of action.errors) {
    ways.push({ name: errorType, forced: { by: 'error', error: errorType } })
  }
  if (action.nextAction !== undefined) ways.push({ name: 'next', forced: { by: 'next' } })
  return ways
}

/** A value of which the condition is true; undefined when that depends on the contact. */
function valueFor(operator: string, operand: string): string | undefined {
  if (operand.includes('$.')) return undefined
  const number = Number(operand)
  switch (operator) {
    case 'NumberGreaterThan':
      return String(number + 1)
    case 'NumberLessThan':
      return String(number - 1)
    default:
      return operand
  }
}
