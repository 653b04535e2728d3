import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

/**
 * Interrupts an agent for a waiting contact. How flows write this is not known: no export has it. So
 * the contact goes on waiting by the error branch.
 */
export const routeContactToAgent: ActionKind = {
  type: 'RouteContactToAgent',
  enter: () => failed('NoMatchingError', 'Agents cannot be interrupted here.'),
}
