// Is a document small enough to be kept with a contact? Told without writing it down: what holds the
// same part many times is short in memory and may be endless as text.
import type { Json } from '../json.ts'

/** What a contact, a flow or a module keeps of one kind, as FLOW_LANGUAGE §2 limits it. */
const LENGTH_MAX = 32 * 1024

/** Is it at most 32 KB as JSON? */
export function fits(value: Json): boolean {
  return roomAfter(value, LENGTH_MAX) >= 0
}

/** What is left of the room; it stops at the first thing that is too much. */
function roomAfter(value: Json | undefined, room: number): number {
  if (typeof value !== 'object' || value === null) return room - lengthOf(value)
  let left = room - 2
  const isList = Array.isArray(value)
  for (const [name, each] of Object.entries(value)) {
    if (left < 0) return left
    left = roomAfter(each as Json, left - (isList ? 1 : lengthOf(name) + 2))
  }
  return left
}

function lengthOf(value: Json | undefined): number {
  return typeof value === 'string' ? value.length + 2 : String(value).length
}
