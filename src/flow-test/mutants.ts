// Flows with one mistake each: two branches of an action exchanged. Tests that notice none of it
// prove nothing about that action.
import { elementsOf, membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'

export interface Mutant {
  readonly action: string
  /** What was exchanged, for people. */
  readonly change: string
  readonly content: string
}

/** Every exchange of two branches that lead to different actions, each branch at least once. */
export function mutantsOf(content: string): readonly Mutant[] {
  const flow = membersOf(JSON.parse(content) as Json)
  const actions = elementsOf(flow.Actions).map(membersOf)
  return actions.flatMap((action, index) =>
    exchanges(membersOf(action.Transitions)).map(({ change, transitions }) => ({
      action: String(action.Identifier),
      change,
      content: JSON.stringify({
        ...flow,
        Actions: actions.with(index, { ...action, Transitions: transitions }),
      }),
    })),
  )
}

interface Branch {
  readonly name: string
  readonly target: string
  retarget(transitions: JsonObject, target: string): JsonObject
}

function exchanges(transitions: JsonObject): { change: string; transitions: JsonObject }[] {
  const branches = branchesIn(transitions)
  return branches.flatMap((one, index) => {
    const other = branches.slice(index + 1).find(({ target }) => target !== one.target)
    if (!other) return []
    const changed = other.retarget(one.retarget(transitions, other.target), one.target)
    return [{ change: `${one.name} ⇄ ${other.name}`, transitions: changed }]
  })
}

function branchesIn(transitions: JsonObject): Branch[] {
  const conditions = elementsOf(transitions.Conditions).map(membersOf)
  const errors = elementsOf(transitions.Errors).map(membersOf)
  const { NextAction } = transitions
  const goesOn = typeof NextAction === 'string' && NextAction !== '' && conditions.length === 0
  const next: Branch[] = goesOn
    ? [
        {
          name: 'next',
          target: NextAction,
          retarget: (all, target) => ({ ...all, NextAction: target }),
        },
      ]
    : []
  return [...next, ...listed('Conditions', conditions), ...listed('Errors', errors)]
}

function listed(member: 'Conditions' | 'Errors', branches: readonly JsonObject[]): Branch[] {
  return branches.map((branch, index) => ({
    name: nameOf(branch),
    target: String(branch.NextAction),
    retarget: (all, target) => ({
      ...all,
      [member]: elementsOf(all[member]).with(index, { ...branch, NextAction: target }),
    }),
  }))
}

function nameOf(branch: JsonObject): string {
  if (typeof branch.ErrorType === 'string') return branch.ErrorType
  const { Operator, Operands } = membersOf(branch.Condition)
  return `${String(Operator)} ${elementsOf(Operands).join(', ')}`
}
