// Is a document small enough to be kept with a contact? Told without writing it down: what holds the
// same part many times is short in memory and may be endless as text.
import type { Json } from '../json.ts'

/** What a contact, a flow or a module keeps of one kind, as FLOW_LANGUAGE §2 limits it. */
const LENGTH_MAX = 32 * 1024

/** Deeper ones may be too deep to be written down; nobody who means well nests so deep. */
const DEPTH_MAX = 100

/** Is it at most 32 KB as JSON, and not nested too deep? */
export function fits(value: Json): boolean {
  return roomAfter(value, LENGTH_MAX, DEPTH_MAX) >= 0
}

/** Can a document that came as text be written down again? */
export function isShallow(value: Json | undefined, depth: number = DEPTH_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every(each => isShallow(each as Json, depth - 1))
}

/** What is left of the room; it stops at the first thing that is too much. */
function roomAfter(value: Json | undefined, room: number, depth: number): number {
  if (typeof value !== 'object' || value === null) return room - lengthOf(value)
  if (depth === 0) return -1
  let left = room - 2
  const isList = Array.isArray(value)
  for (const [name, each] of Object.entries(value)) {
    if (left < 0) return left
    left = roomAfter(each as Json, left - (isList ? 1 : lengthOf(name) + 2), depth - 1)
  }
  return left
}

function lengthOf(value: Json | undefined): number {
  return typeof value === 'string' ? value.length + 2 : String(value).length
}
