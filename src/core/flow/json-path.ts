// JSONPath as flows use it: `$.Attributes.name`, `$.Attributes.['key with space']`,
// `$['AwsRegion']`, `$.Views.ViewResultData.Items.0`, alone or in the middle of a text.
import type { Json, JsonObject } from '../json.ts'

// The first name starts with a letter, so that "$.50" stays a price. A full stop is part of a path
// only when a name follows. Bracketed names are bounded to keep the search linear.
const NAME = '[\\p{L}\\p{N}_-]+'
const QUOTED = `'[^'\\]]{0,256}'|"[^"\\]]{0,256}"`
// Data tables are read with indexes between backticks: `[0]`.
const PATH =
  `\\$(?:\\.[\\p{L}_][\\p{L}\\p{N}_-]*|\\.?\\[(?:${QUOTED})\\])` +
  `(?:\\.${NAME}|\\.?\\[(?:${QUOTED}|\\d{1,9})\\]|\`\\[\\d{1,9}\\]\`)*`
const ANYWHERE = new RegExp(PATH, 'gu')
const WHOLE = new RegExp(`^(?:${PATH})$`, 'u')
const SEGMENT = new RegExp(`\`?\\.?\\[(?:'([^']*)'|"([^"]*)"|(\\d+))\\]|\\.(${NAME})`, 'gu')

/** Is the text one JSONPath and nothing else? */
export function isPath(text: string): boolean {
  return WHOLE.test(text)
}

/** What a path leads to, undefined when it leads nowhere or is no path. `root` knows the first names. */
export function readPath(path: string, root: (name: string) => Json | undefined): Json | undefined {
  if (!isPath(path)) return undefined
  let isFirst = true
  let value: Json | undefined
  for (const [, single, double, index, name] of path.matchAll(SEGMENT)) {
    const step = single ?? double ?? index ?? name ?? ''
    value = isFirst ? root(step) : member(value, step)
    if (value === undefined) return undefined
    isFirst = false
  }
  return value
}

/** The names along every path in the text: `Hi $.Attributes.name` has one, `['Attributes', 'name']`. */
export function pathsIn(text: string): readonly (readonly string[])[] {
  if (!text.includes('$')) return []
  return [...text.matchAll(ANYWHERE)].map(([path]) => {
    return [...path.matchAll(SEGMENT)].map(([, single, double, index, name]) => {
      return single ?? double ?? index ?? name ?? ''
    })
  })
}

/** For roots that are all there already. */
export function rootedIn(root: JsonObject): (name: string) => Json | undefined {
  return name => member(root, name)
}

/** More than any text may have. A flow that puts a text twice into itself, again and again, ends here. */
const SUBSTITUTED_LENGTH_MAX = 256 * 1024

/**
 * The text with every path in it replaced by what it leads to; nothing where it leads nowhere, or
 * where there is too much.
 */
export function substitute(text: string, read: (path: string) => Json | undefined): string {
  if (!text.includes('$')) return text
  let room = SUBSTITUTED_LENGTH_MAX
  return text.replace(ANYWHERE, path => {
    const found = textOf(read(path))
    if (found.length > room) return ''
    room -= found.length
    return found
  })
}

/** A value as it is spoken, compared and stored in attributes. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? jsonText(value) : String(value)
}

/** A document that nests too deep to be written down is as good as none. */
function jsonText(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch {
    return ''
  }
}

function member(of: Json | undefined, name: string): Json | undefined {
  if (typeof of !== 'object' || of === null) return undefined
  if (!Object.hasOwn(of, name) || (Array.isArray(of) && name === 'length')) return undefined
  return (of as { readonly [key: string]: Json | undefined })[name]
}
