// Header and URI parameters: `;name=value;flag`, in the order they came, names in lower case.
import { isTokenChar } from './header-name.ts'

/** A parameter without a value has the value ''. Quoted values are given without quotes and escapes. */
export type Params = ReadonlyMap<string, string>

export const NO_PARAMS: Params = new Map()

const TAB = 9
const SPACE = 32
const QUOTE = 34
const COMMA = 44
const SEMICOLON = 59
const EQUALS = 61
const BACKSLASH = 92
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93

/**
 * Parameters from `start` (white space, then `;` or the end) to the end of `text`. `undefined` when
 * malformed: an empty name, an open quote, or anything after a value but `;`.
 */
export function parseParams(text: string, start: number): Params | undefined {
  const end = text.length
  let at = skipSpace(text, start)
  if (at === end) return NO_PARAMS
  const params = new Map<string, string>()
  while (at < end) {
    if (text.charCodeAt(at) !== SEMICOLON) return undefined
    const nameStart = skipSpace(text, at + 1)
    const nameEnd = tokenEnd(text, nameStart)
    if (nameEnd === nameStart) return undefined
    const name = lowerCase(text.slice(nameStart, nameEnd))
    at = skipSpace(text, nameEnd)
    let value = ''
    if (text.charCodeAt(at) === EQUALS) {
      const valueStart = skipSpace(text, at + 1)
      const valueEnd = endOfValue(text, valueStart)
      if (valueEnd < 0) return undefined
      value = readValue(text, valueStart, valueEnd)
      at = skipSpace(text, valueEnd)
    }
    // RFC 3261 §7.3.1: a name may appear once; the first counts when a peer forgets.
    if (!params.has(name)) params.set(name, value)
  }
  return params
}

/** Parameters as they go on the wire. */
export function formatParams(params: Params): string {
  let text = ''
  for (const [name, value] of params) text += value === '' ? `;${name}` : `;${name}=${value}`
  return text
}

export function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== SPACE && code !== TAB) return at
    at++
  }
}

export function tokenEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && isTokenChar(text.charCodeAt(at))) at++
  return at
}

/** Where the quoted string that begins at `from` ends, behind its closing quote; -1 when it does not. */
export function quotedEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) return at + 1
  }
  return -1
}

/** What a quoted string says. */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1)
  return inner.includes('\\') ? inner.replace(/\\([\s\S])/g, '$1') : inner
}

/** `text` as a quoted string. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

// Parameter names are mostly written in lower case: tag, branch, rport.
function lowerCase(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code >= 65 && code <= 90) return name.toLowerCase()
  }
  return name
}

function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return quotedEnd(text, from)
  if (first === OPEN_BRACKET) {
    const close = text.indexOf(']', from)
    return close < 0 ? -1 : close + 1
  }
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === SEMICOLON || code === SPACE || code === TAB) break
    if (code === QUOTE || code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET)
      return -1
  }
  return at === from ? -1 : at
}

function readValue(text: string, start: number, end: number): string {
  const value = text.slice(start, end)
  return value.charCodeAt(0) === QUOTE ? unquote(value) : value
}
