// Two versions of a flow in one picture: what is new, what is gone, what is another.
import { diffFlows, type FlowChange } from '../../../../src/core/flow/diff/diff-flows.ts'
import { matchActions } from '../../../../src/core/flow/diff/match-actions.ts'
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { parseFlow } from '../../../../src/core/flow/parse.ts'
import { drawnPlaces } from './arrange.ts'
import type { Block } from './block.ts'
import { moveBlocks } from './edit-flow.ts'
import { type FlowDocument, saveFlow } from './flow-text.ts'

export type Mark = 'added' | 'removed' | 'changed'

export interface PictureOfChanges {
  /** The new version with what is gone beside it, at the places where it was. */
  readonly document: FlowDocument
  readonly marks: ReadonlyMap<string, Mark>
  readonly changes: readonly FlowChange[]
  /** By block: ways (`Way.branch`) that lead elsewhere than before. */
  readonly ways: ReadonlyMap<string, ReadonlySet<string>>
}

/** Undefined when one of them cannot be read. */
export function pictureOfChanges(
  old: FlowDocument,
  fresh: FlowDocument,
): PictureOfChanges | undefined {
  const [before, after] = [parseFlow(saveFlow(old)), parseFlow(saveFlow(fresh))]
  if (!('flow' in before) || !('flow' in after)) return undefined
  const { changes } = diffFlows(
    { document: old, flow: before.flow },
    { document: fresh, flow: after.flow },
  )
  const marks = new Map<string, Mark>()
  const ways = new Map<string, Set<string>>()
  for (const each of changes) {
    if (!('action' in each)) continue
    if (each.change === 'added' || each.change === 'removed') marks.set(each.action, each.change)
    else marks.set(each.action, 'changed')
    if (each.change === 'transition') {
      ways.set(each.action, (ways.get(each.action) ?? new Set()).add(each.name))
    }
  }
  const pairs = matchActions(before.flow, after.flow)
  const gone = new Set([...before.flow.actions.keys()].filter(id => !pairs.has(id)))
  return { document: together(old, fresh, gone), marks, changes, ways }
}

/** A block that is gone and whose name another has now is told by the list of changes alone. */
function together(old: FlowDocument, fresh: FlowDocument, gone: ReadonlySet<string>): FlowDocument {
  const taken = new Set(actionsOf(fresh).map(each => String(each.Identifier)))
  const back = actionsOf(old).filter(each => {
    const id = String(each.Identifier)
    return gone.has(id) && !taken.has(id)
  })
  const places = new Map([
    ...[...drawnPlaces(old)].filter(([id]) => back.some(each => each.Identifier === id)),
    ...drawnPlaces(fresh),
  ])
  return moveBlocks({ ...fresh, Actions: [...actionsOf(fresh), ...back] }, places)
}

/** The way of a block that a change speaks of, by what diffs call it. */
export function isChangedWay(
  { ways }: Pick<PictureOfChanges, 'ways'>,
  block: Block,
  branch: string,
): boolean {
  const names = ways.get(block.id)
  return names?.has(branch) === true || names?.has(branch.replace(/^Equals /, '')) === true
}

/** How many blocks are new, gone, and other than they were. */
export function countMarks(marks: ReadonlyMap<string, Mark>): Readonly<Record<Mark, number>> {
  const count = { added: 0, removed: 0, changed: 0 }
  for (const mark of marks.values()) count[mark]++
  return count
}
