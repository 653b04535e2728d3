// SIP, SIPS and tel URIs (RFC 3261 §19.1, RFC 3966).
import { decodeUtf8, encodeUtf8 } from './byte-string.ts'
import { NO_PARAMS, type Param, Params } from './params.ts'

export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel'
  /** As written, with its escapes and without a password; '' when there is none. */
  readonly user: string
  /** A name or an address; IPv6 without brackets. '' in a tel URI. */
  readonly host: string
  readonly port: number | undefined
  readonly params: Params
  /** What follows `?`. */
  readonly headers: string | undefined
}

/**
 * The URI between `start` and `end`; `unknown` when its scheme is another one; `malformed` when it is none.
 */
export function parseUri(
  text: string,
  start = 0,
  end = text.length,
): SipUri | 'unknown' | 'malformed' {
  if (hasSpaceOrBracket(text, start, end)) return 'malformed'
  if (text.startsWith('sip:', start)) return parseSip('sip', text, start + 4, end)
  const colon = text.indexOf(':', start)
  if (colon <= start || colon >= end) return 'malformed'
  const scheme = text.slice(start, colon).toLowerCase()
  if (scheme === 'sip' || scheme === 'sips') return parseSip(scheme, text, colon + 1, end)
  if (scheme === 'tel') return parseTel(text.slice(colon + 1, end))
  return /^[a-z][a-z0-9+.-]*$/.test(scheme) ? 'unknown' : 'malformed'
}

/** Parses a URI of which nothing but SIP, SIPS and tel will do. */
export function parseSipUri(text: string): SipUri | undefined {
  const uri = parseUri(text)
  return typeof uri === 'string' ? undefined : uri
}

/** What the user part says: escapes undone, and the parameters of a telephone number left off. */
export function userOf(uri: SipUri): string {
  const isNumber =
    uri.scheme === 'tel' || uri.params.get('user') === 'phone' || /^\+?\d/.test(uri.user)
  const semicolon = isNumber ? uri.user.indexOf(';') : -1
  return unescapeUser(semicolon < 0 ? uri.user : uri.user.slice(0, semicolon))
}

/** A user part with what may not stand in it escaped. */
export function escapeUser(user: string): string {
  return encodeUtf8(user).replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/#]|#/g, character =>
    character === '#'
      ? '%23'
      : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** `host` or `host:port`, with brackets around IPv6. */
export function formatHostPort(host: string, port?: number): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === undefined ? name : `${name}:${port}`
}

/** `host`, `host:port`, `[v6]` or `[v6]:port`. */
export function parseHostPort(
  text: string,
  start = 0,
  end = text.length,
): { readonly host: string; readonly port: number | undefined } | undefined {
  const isIp6 = text.charCodeAt(start) === OPEN_BRACKET
  const hostEnd = isIp6 ? indexOrEnd(text, ']', start, end) + 1 : indexOrEnd(text, ':', start, end)
  if (hostEnd > end) return undefined
  const host = isIp6 ? text.slice(start + 1, hostEnd - 1) : text.slice(start, hostEnd)
  if (!(isIp6 ? isIpv6(host) : isHostName(text, start, hostEnd))) return undefined
  if (hostEnd === end) return { host, port: undefined }
  if (text.charCodeAt(hostEnd) !== COLON) return undefined
  const port = parseDecimal(text, hostEnd + 1, 65_535, end)
  return port === undefined ? undefined : { host, port }
}

/** Digits between `start` and `end`, at most `max`. */
export function parseDecimal(
  text: string,
  start: number,
  max: number,
  end = text.length,
): number | undefined {
  if (start >= end) return undefined
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
    if (value > max) return undefined
  }
  return value
}

const OPEN_BRACKET = 91
const COLON = 58
const AT = 64

function parseSip(
  scheme: 'sip' | 'sips',
  text: string,
  start: number,
  end: number,
): SipUri | 'malformed' {
  // RFC 3261 §25.1: the user may contain ';' and '?', so the last '@' counts.
  const at = lastIndexIn(text, AT, start, end)
  if (at === start) return 'malformed'
  const hostStart = at < 0 ? start : at + 1
  const question = indexOrEnd(text, '?', hostStart, end)
  const semicolon = indexOrEnd(text, ';', hostStart, question)
  const hostPort = parseHostPort(text, hostStart, semicolon)
  if (hostPort === undefined) return 'malformed'
  const params =
    semicolon === question ? NO_PARAMS : parseUriParams(text.slice(semicolon + 1, question))
  if (params === undefined) return 'malformed'
  return {
    scheme,
    user: at < 0 ? '' : text.slice(start, indexOrEnd(text, ':', start, at)),
    host: hostPort.host,
    port: hostPort.port,
    params,
    headers: question === end ? undefined : text.slice(question + 1, end),
  }
}

function parseTel(rest: string): SipUri | 'malformed' {
  const semicolon = indexOrEnd(rest, ';', 0, rest.length)
  if (!/^\+?[0-9A-Fa-f*#().-]+$/.test(rest.slice(0, semicolon))) return 'malformed'
  const params = semicolon === rest.length ? NO_PARAMS : parseUriParams(rest.slice(semicolon + 1))
  if (params === undefined) return 'malformed'
  const user = rest.slice(0, semicolon).replace(/[().-]/g, '')
  return { scheme: 'tel', user, host: '', port: undefined, params, headers: undefined }
}

// URI parameters take characters that header parameters do not (`[ ] / : & + $`), so they have a reader
// of their own.
function parseUriParams(text: string): Params | undefined {
  let next: Param | undefined
  for (const part of text.split(';').reverse()) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).toLowerCase()
    if (name === '') return undefined
    next = { name, value: equals < 0 ? '' : part.slice(equals + 1), next }
  }
  return new Params(next)
}

function unescapeUser(user: string): string {
  if (!user.includes('%')) return decodeUtf8(user)
  const bytes = user.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return decodeUtf8(bytes)
}

function hasSpaceOrBracket(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 60 || code === 62 || code === 34) return true
  }
  return start === end
}

function isHostName(text: string, start: number, end: number): boolean {
  if (end === start || end - start > 255) return false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    const letterOrDigit =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
    // '_' is no host character, but names of containers have it.
    if (!letterOrDigit && code !== 45 && code !== 46 && code !== 95) return false
  }
  return true
}

// RFC 5118 §4.10: three colons come from a mistake in the RFC 3261 grammar and are let through.
function isIpv6(host: string): boolean {
  return host.length <= 64 && /^[0-9A-Fa-f:.]+(%[\w.-]+)?$/.test(host) && host.includes(':')
}

function indexOrEnd(text: string, character: string, start: number, end: number): number {
  const at = text.indexOf(character, start)
  return at < 0 || at > end ? end : at
}

function lastIndexIn(text: string, code: number, start: number, end: number): number {
  for (let at = end - 1; at >= start; at--) if (text.charCodeAt(at) === code) return at
  return -1
}
