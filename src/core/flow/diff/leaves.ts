import type { Json, JsonObject } from '../../json.ts'

/** Everything in a document that is no object and no list, by its path: `Messages.0.Text`. */
export function leavesOf(document: JsonObject): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>()
  const collect = (value: Json | undefined, path: string) => {
    if (value === undefined) return
    if (typeof value !== 'object' || value === null) leaves.set(path, String(value))
    else if (Object.keys(value).length === 0) leaves.set(path, Array.isArray(value) ? '[]' : '{}')
    else {
      for (const [name, each] of Object.entries(value)) {
        collect(each as Json, path === '' ? name : `${path}.${name}`)
      }
    }
  }
  if (Object.keys(document).length > 0) collect(document, '')
  return leaves
}

/** `"True"` and true are one, for exports write either. */
export function sameLeaf(a: string | undefined, b: string | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b
  return /^(true|false)$/i.test(a) && a.toLowerCase() === b.toLowerCase()
}
