// JSONPath as flows use it: `$.Attributes.name`, `$.Attributes.['key with space']`,
// `$['AwsRegion']`, `$.Views.ViewResultData.Items.0`, alone or in the middle of a text.
import type { Json } from '../json.ts'

// The first name starts with a letter, so that "$.50" stays a price. A full stop is part of a path
// only when a name follows. Bracketed names are bounded to keep the search linear.
const NAME = '[\\p{L}\\p{N}_-]+'
const QUOTED = `'[^'\\]]{0,256}'|"[^"\\]]{0,256}"`
const PATH =
  `\\$(?:\\.[\\p{L}_][\\p{L}\\p{N}_-]*|\\.?\\[(?:${QUOTED})\\])` +
  `(?:\\.${NAME}|\\.?\\[(?:${QUOTED}|\\d{1,9})\\])*`
const ANYWHERE = new RegExp(PATH, 'gu')
const WHOLE = new RegExp(`^(?:${PATH})$`, 'u')
const SEGMENT = new RegExp(`\\.?\\[(?:'([^']*)'|"([^"]*)"|(\\d+))\\]|\\.(${NAME})`, 'gu')

/** Is the text one JSONPath and nothing else? */
export function isPath(text: string): boolean {
  return WHOLE.test(text)
}

/** What a path leads to, undefined when it leads nowhere or is no path. */
export function readPath(path: string, root: Json): Json | undefined {
  if (!isPath(path)) return undefined
  let value: Json | undefined = root
  for (const [, single, double, index, name] of path.matchAll(SEGMENT)) {
    value = member(value, single ?? double ?? index ?? name ?? '')
    if (value === undefined) return undefined
  }
  return value
}

/** The text with every path in it replaced by what it leads to; nothing where it leads nowhere. */
export function substitute(text: string, read: (path: string) => Json | undefined): string {
  if (!text.includes('$')) return text
  return text.replace(ANYWHERE, path => textOf(read(path)))
}

/** A value as it is spoken, compared and stored in attributes. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function member(of: Json | undefined, name: string): Json | undefined {
  if (typeof of !== 'object' || of === null) return undefined
  if (!Object.hasOwn(of, name) || (Array.isArray(of) && name === 'length')) return undefined
  return (of as { readonly [key: string]: Json | undefined })[name]
}
