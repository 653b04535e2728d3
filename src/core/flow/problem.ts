/** Something wrong with a flow's content. An error keeps it from being published; a warning does not. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: 'error' | 'warning'
  /** Identifier of the action it is about. */
  readonly action?: string
  /** Sentences for the author of the flow: what is wrong and what to do. */
  readonly message: string
}

export type ProblemCode =
  | 'notJson'
  | 'tooLarge'
  | 'wrongShape'
  | 'wrongVersion'
  | 'badIdentifier'
  | 'duplicateIdentifier'
  | 'missingStart'
  | 'danglingTransition'
  | 'unknownType'
  | 'notBuilt'
  | 'wrongFlowType'
  | 'wrongChannel'
  | 'missingParameter'
  | 'wrongParameter'
  | 'unknownParameter'
  | 'missingErrorBranch'
  | 'wrongErrorBranch'
  | 'unknownErrorBranch'
  | 'wrongCondition'
  | 'unknownReference'
  | 'unboundReference'
  | 'unresolvedReference'
  | 'unknownNamespace'
  | 'attributeNotSet'
  | 'unreachable'
  | 'pathRunsOut'
  | 'neverEnds'
  | 'loopWithoutExit'
  | 'textTooLong'
  | 'badSsml'
  | 'moduleRecursion'
  | 'moduleTooDeep'
  | 'wrongSettings'

export function error(code: ProblemCode, message: string, action?: string): Problem {
  return { code, severity: 'error', message, ...(action !== undefined && { action }) }
}

export function warning(code: ProblemCode, message: string, action?: string): Problem {
  return { code, severity: 'warning', message, ...(action !== undefined && { action }) }
}
