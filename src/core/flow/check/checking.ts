// What all checks of a flow share: the flow, what is around it, and where findings go.
import type { Flow } from '../flow.ts'
import { error, type Problem, type ProblemCode, warning } from '../problem.ts'
import type { ActionRule, FlowKind, ReferenceKind } from '../rule/action-rule.ts'

/** The configured things a flow may name. */
export interface FlowReferences {
  /** Is there a thing of this kind, by id or ARN? */
  exists(kind: ReferenceKind, idOrArn: string): boolean
  /** The content of a module, where it is known. */
  module?(idOrArn: string): string | undefined
  /** The settings of a module, where they are known: see `module-settings.ts`. */
  moduleSettings?(idOrArn: string): string | undefined
  /** The settings of the module that is checked. */
  readonly settings?: string
  /** What is wrong with a text as SSML, as a sentence without its end; undefined when nothing is. */
  ssmlProblem?(ssml: string): string | undefined
  /** The flow belongs to no instance yet: empty references and placeholders are still to be filled in. */
  readonly unbound?: boolean
}

export interface Checking {
  readonly flow: Flow
  readonly kind: FlowKind
  readonly references: FlowReferences
  readonly findings: Findings
  readonly rules: ReadonlyMap<string, ActionRule>
}

/** Collects problems and tells them in the order of the flow's actions, errors first. */
export class Findings {
  readonly #found: Problem[] = []
  readonly #place: ReadonlyMap<string, number>

  constructor(identifiers: readonly string[]) {
    this.#place = new Map(identifiers.map((identifier, index) => [identifier, index]))
  }

  error(code: ProblemCode, message: string, action?: string): void {
    this.#found.push(error(code, message, action))
  }

  warning(code: ProblemCode, message: string, action?: string): void {
    this.#found.push(warning(code, message, action))
  }

  inOrder(): readonly Problem[] {
    const place = ({ action }: Problem) => this.#place.get(action ?? '') ?? -1
    const weight = ({ severity }: Problem) => (severity === 'error' ? 0 : 1)
    return this.#found.toSorted((a, b) => place(a) - place(b) || weight(a) - weight(b))
  }
}
