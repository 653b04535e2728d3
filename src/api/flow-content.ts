// A flow's content before it is published: refused with everything that is wrong with it.

import type { FlowType } from '../core/directory/document.ts'
import { checkFlow } from '../core/flow/check.ts'
import { readModuleSettings } from '../core/flow/module-settings.ts'
import type { Problem } from '../core/flow/problem.ts'
import { sha256Hex } from '../io/crypto.ts'
import { flowReferences } from './flow-references.ts'
import type { OperationContext } from './operation-context.ts'
import { ServiceError } from './service-error.ts'

/** A flow with any error in it cannot be published. */
export function checkFlowContent(context: OperationContext, content: string, type: FlowType): void {
  const problems = checkFlow(content, type, flowReferences(context)).filter(isError).map(told)
  if (problems.length === 0) return
  throw new ServiceError('InvalidContactFlowException', 'The flow has errors.', { problems })
}

/** A draft may be wrong, but it must be JSON. */
export function checkDraft(content: string): void {
  if (isJson(content)) return
  const problems = [{ message: 'The content is not JSON.' }]
  throw new ServiceError('InvalidContactFlowException', 'The flow has errors.', { problems })
}

/** A module with any error in it, or in its settings, cannot be published. */
export function checkModuleContent(
  context: OperationContext,
  { Content, Settings }: { readonly Content: string; readonly Settings?: string | undefined },
): void {
  const around = {
    ...flowReferences(context),
    ...(Settings !== undefined && { settings: Settings }),
  }
  const inContent = checkFlow(Content, 'MODULE', around).filter(isError)
  refuseModule([...settingsProblems(Settings), ...inContent])
}

/** A draft of a module may be wrong, but it must be JSON. */
export function checkModuleDraft(content: string): void {
  if (!isJson(content)) refuseModule([{ message: 'The content is not JSON.' }])
}

function settingsProblems(settings: string | undefined): readonly Problem[] {
  const read = settings === undefined ? undefined : readModuleSettings(settings)
  return read && 'problems' in read ? read.problems : []
}

function refuseModule(problems: readonly Pick<Problem, 'message' | 'action'>[]): void {
  if (problems.length === 0) return
  throw new ServiceError('InvalidContactFlowModuleException', 'The module has errors.', {
    Problems: problems.map(told),
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

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

function told({ message, action }: Pick<Problem, 'message' | 'action'>): {
  readonly message: string
} {
  return { message: action === undefined ? message : `${action}: ${message}` }
}
