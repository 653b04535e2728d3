// Nested parameters (maps, lists) with the JSONPaths in them followed.
import type { Json, JsonObject } from '../json.ts'
import type { FlowView } from './action-kind.ts'
import { isPath } from './json-path.ts'

/**
 * A whole JSONPath becomes what it leads to, a map or list included, and empty text where it leads
 * nowhere; paths within a text are replaced in it. FLOW_LANGUAGE §2.
 */
export function resolved(value: Json | undefined, view: FlowView): Json {
  if (typeof value === 'string') {
    return isPath(value) ? (view.value(value) ?? '') : view.text(value)
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map(each => resolved(each, view))
  if (typeof value === 'object' && value !== null) {
    return resolvedMembers(value as JsonObject, view)
  }
  return value ?? ''
}

/** The same of each member of a map. */
export function resolvedMembers(members: JsonObject, view: FlowView): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, resolved(value, view)]),
  )
}
