// Which actions come before which on some path.
import { waysOut } from '../ways-out.ts'
import type { Checking } from './checking.ts'

/** From each action that is reached to those that some path from it comes to, itself on a loop only. */
export function waysBetween(
  { flow, rules }: Checking,
  reached: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const next = new Map<string, ReadonlySet<string>>()
  for (const identifier of reached) {
    const action = flow.actions.get(identifier)
    const ways = action ? waysOut(action, rules.get(action.type)) : []
    next.set(identifier, new Set(ways.map(way => way.to).filter(to => reached.has(to))))
  }
  const after = new Map<string, ReadonlySet<string>>()
  for (const identifier of reached) {
    const found = new Set(next.get(identifier))
    // The set grows while it is walked.
    for (const each of found) for (const to of next.get(each) ?? []) found.add(to)
    after.set(identifier, found)
  }
  return after
}
