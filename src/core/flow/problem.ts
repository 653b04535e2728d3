/** Something wrong with a flow's content. An error keeps it from being published; a warning does not. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: 'error' | 'warning'
  /** Identifier of the action it is about. */
  readonly action?: string
  /** A sentence for the author of the flow. */
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
  | 'missingParameter'
  | 'wrongParameter'
  | 'missingErrorBranch'
  | 'wrongErrorBranch'
  | 'wrongCondition'
  | 'unknownReference'

export function error(code: ProblemCode, message: string, action?: string): Problem {
  return { code, severity: 'error', message, ...(action !== undefined && { action }) }
}

export function warning(code: ProblemCode, message: string, action?: string): Problem {
  return { code, severity: 'warning', message, ...(action !== undefined && { action }) }
}
