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

/** `undefined` when malformed (RFC 4475 §3.1.2.6, .13, .14, .15). */
export function parseNameAddr(text: string): NameAddr | undefined {
  const start = skipSpace(text, 0)
  const quotedName = text.charCodeAt(start) === QUOTE ? quotedEnd(text, start) : start
  if (quotedName < 0) return undefined
  const open = text.indexOf('<', quotedName)
  if (open < 0) return quotedName > start ? undefined : parseAddrSpec(text, start)
  const displayName = parseDisplayName(text, start, quotedName, open)
  const close = text.indexOf('>', open)
  if (displayName === undefined || close < 0) return undefined
  const uri = text.slice(open + 1, close)
  const params = parseParams(text, close + 1)
  if (params === undefined || !isUriShaped(uri)) return undefined
  return { displayName, uri, params }
}

const QUOTE = 34

function parseDisplayName(
  text: string,
  start: number,
  quotedName: number,
  open: number,
): string | undefined {
  if (quotedName > start) {
    if (skipSpace(text, quotedName) !== open) return undefined
    return decodeUtf8(unquote(text.slice(start, quotedName)))
  }
  if (open === start) return ''
  const name = text.slice(start, open)
  return /[",;<>@\\]/.test(name) ? undefined : decodeUtf8(name.trim())
}

// Without angle brackets everything behind ';' belongs to the header, and the URI may have neither
// ',' nor '?' (RFC 3261 §20.10).
function parseAddrSpec(text: string, start: number): NameAddr | undefined {
  const semicolon = text.indexOf(';', start)
  const uri = text.slice(start, semicolon < 0 ? text.length : semicolon).trim()
  if (uri.includes('?') || uri.includes(',') || !isUriShaped(uri)) return undefined
  const params = semicolon < 0 ? NO_PARAMS : parseParams(text, semicolon)
  return params === undefined ? undefined : { displayName: '', uri, params }
}

function isUriShaped(uri: string): boolean {
  if (uri.indexOf(':') <= 0) return false
  for (let at = 0; at < uri.length; at++) if (uri.charCodeAt(at) <= 32) return false
  return true
}
