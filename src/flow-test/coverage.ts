// Which actions and branches of which flows have been passed.

import type { Leave } from '../core/flow/action-kind.ts'
import type { FlowPlace } from '../core/flow/flow-probe.ts'
import { parseFlow } from '../core/flow/parse.ts'
import { branchesOf, branchTaken } from './branches.ts'

export interface FlowCoverage {
  readonly flow: string
  readonly actions: { readonly passed: number; readonly all: number }
  readonly branches: { readonly passed: number; readonly all: number }
  /** What no test has seen: `Menu`, or `Menu: Equals 2`. */
  readonly missed: readonly string[]
}

export class Coverage {
  /** By flow, by action. */
  readonly #passed = new Map<string, Map<string, Set<string>>>()

  entered({ flowId, action }: FlowPlace): void {
    this.#branches(flowId, action.identifier)
  }

  left({ flowId, action }: FlowPlace, leave: Leave | 'ended', next: string | undefined): void {
    this.#branches(flowId, action.identifier).add(branchTaken(action, leave, next))
  }

  hasPassed(flowId: string, identifier: string): boolean {
    return this.#passed.get(flowId)?.has(identifier) ?? false
  }

  add(other: Coverage): void {
    for (const [flowId, actions] of other.#passed) {
      for (const [identifier, branches] of actions) {
        const mine = this.#branches(flowId, identifier)
        for (const branch of branches) mine.add(branch)
      }
    }
  }

  /** Of a flow's content; a flow that cannot be read has nothing to cover. */
  of(flow: string, content: string): FlowCoverage {
    const parsed = parseFlow(content)
    const actions = 'flow' in parsed ? [...parsed.flow.actions.values()] : []
    const missed: string[] = []
    let passedActions = 0
    let passedBranches = 0
    let allBranches = 0
    for (const action of actions) {
      const passed = this.#passed.get(flow)?.get(action.identifier)
      if (passed) passedActions++
      else missed.push(action.identifier)
      for (const branch of branchesOf(action)) {
        allBranches++
        if (passed?.has(branch)) passedBranches++
        else if (passed) missed.push(`${action.identifier}: ${branch}`)
      }
    }
    return {
      flow,
      actions: { passed: passedActions, all: actions.length },
      branches: { passed: passedBranches, all: allBranches },
      missed,
    }
  }

  #branches(flowId: string, identifier: string): Set<string> {
    const actions = this.#passed.get(flowId) ?? new Map<string, Set<string>>()
    this.#passed.set(flowId, actions)
    const branches = actions.get(identifier) ?? new Set<string>()
    actions.set(identifier, branches)
    return branches
  }
}
