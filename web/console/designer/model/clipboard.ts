// Blocks as text, so that they can be copied from one browser into another, or into a mail. The text
// is a small flow: whatever holds a whole flow can be pasted as well.
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { membersOf } from '../../../../src/core/flow/parameter.ts'
import type { JsonObject } from '../../../../src/core/json.ts'
import { type Point, placesOf } from './block.ts'
import { addBlock, moveBlocks, redirected } from './edit-flow.ts'
import { type FlowDocument, openFlow, saveFlow } from './flow-text.ts'

/** Ways to blocks that are not copied lead nowhere in the copy. */
export function copyBlocks(document: FlowDocument, ids: ReadonlySet<string>): string {
  const chosen = actionsOf(document).filter(each => ids.has(String(each.Identifier)))
  const Actions = chosen.map(each => redirected(each, to => (ids.has(to) ? to : undefined)))
  const notes = membersOf(membersOf(document.Metadata).ActionMetadata)
  const kept = Object.entries(notes).filter(([id]) => ids.has(id))
  return saveFlow({
    Version: '2019-10-30',
    StartAction: String(chosen[0]?.Identifier ?? ''),
    Metadata: { ActionMetadata: Object.fromEntries(kept) },
    Actions,
  })
}

export interface Pasted {
  readonly document: FlowDocument
  /** The new blocks. */
  readonly ids: readonly string[]
}

/** Puts the blocks of a text where `at` says, with names that are still free. Undefined: no blocks in it. */
export function pasteBlocks(document: FlowDocument, text: string, at: Point): Pasted | undefined {
  const opened = openFlow(text)
  if ('problem' in opened) return undefined
  const actions = actionsOf(opened.document).filter(each => typeof each.Identifier === 'string')
  if (actions.length === 0) return undefined
  const taken = new Set(actionsOf(document).map(each => String(each.Identifier)))
  const names = new Map<string, string>()
  for (const { Identifier } of actions) {
    const name = freeName(String(Identifier), taken)
    taken.add(name)
    names.set(String(Identifier), name)
  }
  const places = placesOf(opened.document)
  const corner = cornerOf([...places.values()])
  let pasted = document
  actions.forEach((each, index) => {
    const id = names.get(String(each.Identifier)) ?? ''
    const place = places.get(String(each.Identifier)) ?? { x: corner.x + index * 240, y: corner.y }
    const action: JsonObject = { ...redirected(each, to => names.get(to)), Identifier: id }
    pasted = addBlock(pasted, { action, at })
    const shifted = { x: at.x + place.x - corner.x, y: at.y + place.y - corner.y }
    pasted = moveBlocks(pasted, new Map([[id, shifted]]))
  })
  return { document: pasted, ids: [...names.values()] }
}

/** `Menu`, else `Menu 2`, `Menu 3` … */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  const base = wanted.replace(/ \d+$/, '').slice(0, 45)
  let number = 2
  while (taken.has(`${base} ${number}`)) number++
  return `${base} ${number}`
}

function cornerOf(points: readonly Point[]): Point {
  if (points.length === 0) return { x: 0, y: 0 }
  return { x: Math.min(...points.map(each => each.x)), y: Math.min(...points.map(each => each.y)) }
}
