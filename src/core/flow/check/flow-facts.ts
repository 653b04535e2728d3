// What is true at an action because of the paths that lead to it.
import type { Action } from '../flow.ts'
import { type WayOut, waysOut } from '../ways-out.ts'
import type { Checking } from './checking.ts'

/**
 * Follows sets of facts along every path until nothing new turns up: at an action holds what holds
 * on some path to it. `after` tells what holds on a way out of an action, given what held before it;
 * undefined when nobody ever goes that way. Answers only for actions that are reached.
 */
export function factsBefore(
  { flow, rules }: Checking,
  atStart: ReadonlySet<string>,
  after: (
    action: Action,
    before: ReadonlySet<string>,
    way: WayOut,
  ) => ReadonlySet<string> | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const facts = new Map<string, Set<string>>()
  if (!flow.actions.has(flow.startAction)) return facts
  facts.set(flow.startAction, new Set(atStart))
  const changed = new Set([flow.startAction])
  for (const at of changed) {
    changed.delete(at)
    const action = flow.actions.get(at)
    const before = facts.get(at)
    if (!action || !before) continue
    for (const way of waysOut(action, rules.get(action.type))) {
      const there = after(action, before, way)
      if (there && flow.actions.has(way.to) && addAll(facts, way.to, there)) changed.add(way.to)
    }
  }
  return facts
}

function addAll(facts: Map<string, Set<string>>, at: string, more: ReadonlySet<string>): boolean {
  const known = facts.get(at)
  if (!known) {
    facts.set(at, new Set(more))
    return true
  }
  const size = known.size
  for (const each of more) known.add(each)
  return known.size > size
}
