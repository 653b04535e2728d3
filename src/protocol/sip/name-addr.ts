// From, To, Contact, Route and their like: a display name, a URI and parameters (RFC 3261 §20.10).
import { decodeUtf8 } from './byte-string.ts'
import { NO_PARAMS, type Params, parseParams, quotedEnd, skipSpace, unquote } from './params.ts'

export interface NameAddr {
  /** As text for people; '' when there is none. */
  readonly displayName: string
  /** As written. */
  readonly uri: string
  readonly params: Params
}

/** Reads a whole text, or a part of one. `undefined` when malformed (RFC 4475 §3.1.2.6, .13, .14, .15). */
export function parseNameAddr(text: string, from = 0, end = text.length): NameAddr | undefined {
  const start = skipSpace(text, from, end)
  const quotedName = text.charCodeAt(start) === QUOTE ? quotedEnd(text, start, end) : start
  if (quotedName < 0) return undefined
  const open = text.indexOf('<', quotedName)
  if (open < 0 || open >= end)
    return quotedName > start ? undefined : parseAddrSpec(text, start, end)
  const displayName = parseDisplayName(text, start, quotedName, open)
  const close = text.indexOf('>', open)
  if (displayName === undefined || close < 0 || close >= end) return undefined
  if (!isUriShaped(text, open + 1, close)) return undefined
  const params = parseParams(text, close + 1, end)
  return params && { displayName, uri: text.slice(open + 1, close), params }
}

const QUOTE = 34
const COLON = 58
const SEMICOLON = 59
const COMMA = 44
const QUESTION = 63

function parseDisplayName(
  text: string,
  start: number,
  quotedName: number,
  open: number,
): string | undefined {
  if (quotedName > start) {
    if (skipSpace(text, quotedName, open) !== open) return undefined
    return decodeUtf8(unquote(text.slice(start, quotedName)))
  }
  if (open === start) return ''
  const name = text.slice(start, open)
  return /[",;<>@\\]/.test(name) ? undefined : decodeUtf8(name.trim())
}

// Without angle brackets everything behind ';' belongs to the header, and the URI may have neither
// ',' nor '?' (RFC 3261 §20.10).
function parseAddrSpec(text: string, start: number, end: number): NameAddr | undefined {
  let semicolon = start
  for (; semicolon < end; semicolon++) {
    const code = text.charCodeAt(semicolon)
    if (code === SEMICOLON) break
    if (code === COMMA || code === QUESTION) return undefined
  }
  let uriEnd = semicolon
  while (uriEnd > start && text.charCodeAt(uriEnd - 1) <= 32) uriEnd--
  if (!isUriShaped(text, start, uriEnd)) return undefined
  const params = semicolon === end ? NO_PARAMS : parseParams(text, semicolon, end)
  return params && { displayName: '', uri: text.slice(start, uriEnd), params }
}

function isUriShaped(text: string, start: number, end: number): boolean {
  let hasColon = false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32) return false
    if (code === COLON && at > start) hasColon = true
  }
  return hasColon
}
