// What would have to be done so that an instance is as a copy says.
import { isDeepStrictEqual } from 'node:util'
import { COPY_KINDS, type Thing } from './thing.ts'

export interface Step {
  readonly thing: Thing
  readonly does: 'make' | 'change'
  /** Members that differ; all of a thing that is new. */
  readonly members: readonly string[]
}

/** In the order in which it can be done. What the instance has beside is left alone. */
export function planOf(wanted: readonly Thing[], present: readonly Thing[]): readonly Step[] {
  const there = new Map(present.map(thing => [keyOf(thing), thing]))
  const steps = wanted.flatMap((thing): Step[] => {
    const before = there.get(keyOf(thing))
    const members = Object.keys({ ...thing.document, ...before?.document })
    if (!before) return [{ thing, does: 'make', members }]
    const other = members.filter(
      member => !isDeepStrictEqual(thing.document[member], before.document[member]),
    )
    return other.length === 0 ? [] : [{ thing, does: 'change', members: other }]
  })
  return steps.toSorted((a, b) => placeOf(a.thing) - placeOf(b.thing))
}

function keyOf({ kind, name }: Thing): string {
  return `${kind}\n${name.toLowerCase()}`
}

/** Kinds in their order; groups of the hierarchy after those above them. */
function placeOf({ kind, name }: Thing): number {
  const depth = kind === 'hierarchy' ? name.split(' / ').length : 0
  return COPY_KINDS.indexOf(kind) * 10 + depth
}
