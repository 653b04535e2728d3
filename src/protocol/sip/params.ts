// Header and URI parameters: `;name=value;flag`, in the order they came, names in lower case.
import { isTokenChar } from './header-name.ts'

/** Parameters in their order: few, so a chain finds one faster than a table. */
export class Params {
  readonly #first: Param | undefined

  constructor(first: Param | undefined) {
    this.#first = first
  }

  /** The value: '' for a parameter without one; without the quotes and escapes of a quoted one. */
  get(name: string): string | undefined {
    for (let param = this.#first; param !== undefined; param = param.next)
      if (param.name === name) return param.value
    return undefined
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  *[Symbol.iterator](): Generator<readonly [name: string, value: string]> {
    for (let param = this.#first; param !== undefined; param = param.next)
      yield [param.name, param.value]
  }
}

/** RFC 3261 §7.3.1: a name may appear once; the first counts when a peer forgets. */
export interface Param {
  readonly name: string
  readonly value: string
  next: Param | undefined
}

export const NO_PARAMS = new Params(undefined)

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
 * Parameters between `start` (white space, then `;` or the end) and `end`. `undefined` when malformed: an
 * empty name, an open quote, or anything after a value but `;`.
 */
export function parseParams(text: string, start: number, end: number): Params | undefined {
  let at = skipSpace(text, start, end)
  if (at === end) return NO_PARAMS
  let first: Param | undefined
  let last: Param | undefined
  while (at < end) {
    if (text.charCodeAt(at) !== SEMICOLON) return undefined
    const nameStart = skipSpace(text, at + 1, end)
    const nameEnd = tokenEnd(text, nameStart, end)
    if (nameEnd === nameStart) return undefined
    at = skipSpace(text, nameEnd, end)
    let value = ''
    if (at < end && text.charCodeAt(at) === EQUALS) {
      const valueStart = skipSpace(text, at + 1, end)
      const valueEnd = endOfValue(text, valueStart, end)
      if (valueEnd < 0) return undefined
      value = readValue(text, valueStart, valueEnd)
      at = skipSpace(text, valueEnd, end)
    }
    const param: Param = { name: lowerCase(text, nameStart, nameEnd), value, next: undefined }
    if (last === undefined) first = param
    else last.next = param
    last = param
  }
  return new Params(first)
}

/** Parameters as they go on the wire. */
export function formatParams(params: Iterable<readonly [name: string, value: string]>): string {
  let text = ''
  for (const [name, value] of params) text += value === '' ? `;${name}` : `;${name}=${value}`
  return text
}

export function skipSpace(text: string, from: number, end: number): number {
  let at = from
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code !== SPACE && code !== TAB) return at
    at++
  }
  return at
}

export function tokenEnd(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isTokenChar(text.charCodeAt(at))) at++
  return at
}

/** Where the quoted string that begins at `from` ends, behind its closing quote; -1 when it does not. */
export function quotedEnd(text: string, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
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
function lowerCase(text: string, start: number, end: number): string {
  const name = text.slice(start, end)
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= 65 && code <= 90) return name.toLowerCase()
  }
  return name
}

function endOfValue(text: string, from: number, end: number): number {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return quotedEnd(text, from, end)
  if (first === OPEN_BRACKET) {
    const close = text.indexOf(']', from)
    return close < 0 || close >= end ? -1 : close + 1
  }
  let at = from
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === SEMICOLON || code === SPACE || code === TAB) break
    if (code === QUOTE || code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET)
      return -1
  }
  return at === from ? -1 : at
}

function readValue(text: string, start: number, end: number): string {
  const value = text.slice(start, end)
  return text.charCodeAt(start) === QUOTE ? unquote(value) : value
}
