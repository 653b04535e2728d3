// Which action of one flow is which of another, when ids may have changed, and what is in them too.
import { actionRules } from '../action-rules.ts'
import type { Action, Flow } from '../flow.ts'
import { waysOut } from '../ways-out.ts'
import { leavesOf, sameLeaf } from './leaves.ts'

/** Below this share of equal parameters, two actions of a type are two actions. */
const LIKENESS_MIN = 0.5

/** From identifiers of the old flow to those of the new one. What is not in it was removed or added. */
export function matchActions(old: Flow, fresh: Flow): ReadonlyMap<string, string> {
  const matching = new Matching(old, fresh)
  // From what is certain to what is likely; each step sees only what the ones before left.
  matching.sameNameAndContent()
  matching.onlyOneOfItsContent()
  matching.sameNameAndType()
  matching.alongTheWays()
  matching.mostAlike()
  matching.alongTheWays()
  matching.sameName()
  return matching.pairs
}

class Matching {
  readonly pairs = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #old: Flow
  readonly #fresh: Flow

  constructor(old: Flow, fresh: Flow) {
    this.#old = old
    this.#fresh = fresh
  }

  sameNameAndContent(): void {
    for (const action of this.#leftOld()) {
      const namesake = this.#fresh.actions.get(action.identifier)
      if (namesake && contentOf(namesake) === contentOf(action)) this.#pair(action, namesake)
    }
  }

  onlyOneOfItsContent(): void {
    const old = byContent(this.#leftOld())
    const fresh = byContent(this.#leftFresh())
    for (const [content, [action, ...others]] of old) {
      const [match, ...more] = fresh.get(content) ?? []
      if (action && match && others.length === 0 && more.length === 0) this.#pair(action, match)
    }
  }

  sameNameAndType(): void {
    for (const action of this.#leftOld()) {
      const namesake = this.#fresh.actions.get(action.identifier)
      if (namesake?.type === action.type) this.#pair(action, namesake)
    }
  }

  /** Where both flows go the same way from a pair, or to one, they come to the same action. */
  alongTheWays(): void {
    this.#pairIfAlike(this.#old.startAction, this.#fresh.startAction)
    // The map grows while it is walked, so that each new pair is followed as well.
    for (const [identifier, match] of this.pairs) {
      const fresh = new Map(waysOfAction(this.#fresh, match))
      for (const [branch, to] of waysOfAction(this.#old, identifier)) {
        this.#pairIfAlike(to, fresh.get(branch))
      }
    }
  }

  mostAlike(): void {
    const read = (action: Action) => ({ action, leaves: leavesOf(action.parameters) })
    const left = this.#leftFresh().map(read)
    const likely = this.#leftOld().flatMap(each => {
      const { action, leaves } = read(each)
      return left
        .filter(other => other.action.type === action.type)
        .map(other => ({ action, each: other.action, likeness: likeness(leaves, other.leaves) }))
    })
    for (const { action, each, likeness } of likely.toSorted((a, b) => b.likeness - a.likeness)) {
      if (likeness >= LIKENESS_MIN) this.#pair(action, each)
    }
  }

  /** An action that was replaced by one of another type under its name. */
  sameName(): void {
    for (const action of this.#leftOld()) {
      const namesake = this.#fresh.actions.get(action.identifier)
      if (namesake) this.#pair(action, namesake)
    }
  }

  #leftOld(): readonly Action[] {
    return [...this.#old.actions.values()].filter(each => !this.pairs.has(each.identifier))
  }

  #leftFresh(): readonly Action[] {
    return [...this.#fresh.actions.values()].filter(each => !this.#taken.has(each.identifier))
  }

  #pairIfAlike(identifier: string, match: string | undefined): void {
    const action = this.#old.actions.get(identifier)
    const other = match === undefined ? undefined : this.#fresh.actions.get(match)
    if (action && other?.type === action.type) this.#pair(action, other)
  }

  #pair({ identifier }: Action, match: Action): void {
    if (this.pairs.has(identifier) || this.#taken.has(match.identifier)) return
    this.pairs.set(identifier, match.identifier)
    this.#taken.add(match.identifier)
  }
}

function waysOfAction(flow: Flow, identifier: string): readonly (readonly [string, string])[] {
  const action = flow.actions.get(identifier)
  if (!action) return []
  return waysOut(action, actionRules.get(action.type)).map(({ branch, to }) => [branch, to])
}

function byContent(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  const groups = new Map<string, Action[]>()
  for (const action of actions) {
    const content = contentOf(action)
    groups.set(content, [...(groups.get(content) ?? []), action])
  }
  return groups
}

/** Type and parameters, whatever the order they were written in. */
function contentOf({ type, parameters }: Action): string {
  const leaves = [...leavesOf(parameters)].map(leaf => leaf.join('='))
  return [type, ...leaves.toSorted((a, b) => (a < b ? -1 : 1))].join('\n')
}

/** The share of their parameters that are equal, from 0 to 1. */
function likeness(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  const names = new Set([...a.keys(), ...b.keys()])
  if (names.size === 0) return 1
  const equal = [...names].filter(name => sameLeaf(a.get(name), b.get(name)))
  return equal.length / names.size
}
