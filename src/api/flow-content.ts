// A flow's content before it is published: refused with everything that is wrong with it.

import type { FlowType } from '../core/directory/document.ts'
import type { FlowReferences } from '../core/flow/check/checking.ts'
import { checkFlow } from '../core/flow/check.ts'
import { sha256Hex } from '../io/crypto.ts'
import { bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import { ServiceError } from './service-error.ts'

/** A flow with any error in it cannot be published. */
export function checkFlowContent(context: OperationContext, content: string, type: FlowType): void {
  const problems = checkFlow(content, type, references(context))
    .filter(problem => problem.severity === 'error')
    .map(({ message, action }) => ({
      message: action === undefined ? message : `${action}: ${message}`,
    }))
  if (problems.length === 0) return
  throw new ServiceError('InvalidContactFlowException', 'The flow has errors.', { problems })
}

/** A draft may be wrong, but it must be JSON. */
export function checkDraft(content: string): void {
  if (isJson(content)) return
  const problems = [{ message: 'The content is not JSON.' }]
  throw new ServiceError('InvalidContactFlowException', 'The flow has errors.', { problems })
}

/** Modules have no type, and what they may contain is not checked further yet. */
export function checkModuleContent(content: string): void {
  if (isJson(content)) return
  const problems = [{ message: 'The content is not JSON.' }]
  throw new ServiceError('InvalidContactFlowModuleException', 'The module has errors.', {
    Problems: problems,
  })
}

/** The fingerprint the API shows of a content. */
export function contentHash(content: string): string {
  return sha256Hex(content)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function references({ centre }: OperationContext): FlowReferences {
  return {
    exists: (kind, idOrArn) => centre.directory.get(kind, bareId(idOrArn)) !== undefined,
  }
}
