// What rules do when something happens.
import type { Entry } from '../core/directory/directory.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'

/** The changes that rules make because an evaluation was submitted. */
export function evaluationSubmitted(
  _context: OperationContext,
  _evaluation: Entry<'contact-evaluation'>,
): readonly Change[] {
  return []
}
