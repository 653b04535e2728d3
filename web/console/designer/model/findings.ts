// What the centre would say of the flow, said while it is drawn: the same checker, in the page.
import { checkFlow } from '../../../../src/core/flow/check.ts'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import { flowReference } from '../../../../src/core/flow/reference.ts'
import type { FlowKind, ReferenceKind } from '../../../../src/core/flow/rule/action-rule.ts'
import { type FlowDocument, saveFlow } from './flow-text.ts'

/** The configured things there are, by kind: ids. A kind that is not known yet has everything. */
export type KnownThings = Readonly<Partial<Record<ReferenceKind, ReadonlySet<string>>>>

export function findingsOf(
  document: FlowDocument,
  kind: FlowKind,
  things: KnownThings,
): readonly Problem[] {
  return checkFlow(saveFlow(document), kind, {
    exists: (of, idOrArn) => things[of]?.has(flowReference(idOrArn).id) ?? true,
  })
}

export interface BlockFindings {
  readonly errors: number
  readonly warnings: number
  /** Every sentence, errors first. */
  readonly sentences: readonly string[]
}

const NONE: BlockFindings = { errors: 0, warnings: 0, sentences: [] }

export function byBlock(findings: readonly Problem[]): ReadonlyMap<string, BlockFindings> {
  const found = new Map<string, BlockFindings>()
  for (const { action, severity, message } of findings) {
    if (action === undefined) continue
    const { errors, warnings, sentences } = found.get(action) ?? NONE
    found.set(action, {
      errors: errors + (severity === 'error' ? 1 : 0),
      warnings: warnings + (severity === 'error' ? 0 : 1),
      sentences: [...sentences, message],
    })
  }
  return found
}
