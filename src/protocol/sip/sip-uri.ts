// SIP, SIPS and tel URIs (RFC 3261 §19.1, RFC 3966).
import { decodeUtf8, encodeUtf8 } from './byte-string.ts'
import { NO_PARAMS, type Params } from './params.ts'

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

/** The URI; `unknown` when its scheme is another one; `malformed` when it is none. */
export function parseUri(text: string): SipUri | 'unknown' | 'malformed' {
  const colon = text.indexOf(':')
  if (colon <= 0 || hasSpaceOrBracket(text)) return 'malformed'
  const scheme = text.slice(0, colon).toLowerCase()
  if (scheme === 'sip' || scheme === 'sips') return parseSip(scheme, text.slice(colon + 1))
  if (scheme === 'tel') return parseTel(text.slice(colon + 1))
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
): { readonly host: string; readonly port: number | undefined } | undefined {
  const bracket = text.charCodeAt(0) === OPEN_BRACKET ? text.indexOf(']') : 0
  if (bracket < 0) return undefined
  const hostEnd = bracket > 0 ? bracket + 1 : indexOrEnd(text, ':')
  const host = bracket > 0 ? text.slice(1, bracket) : text.slice(0, hostEnd)
  if (!(bracket > 0 ? isIpv6(host) : isHostName(host))) return undefined
  if (hostEnd === text.length) return { host, port: undefined }
  if (text.charCodeAt(hostEnd) !== COLON) return undefined
  const port = parseDecimal(text, hostEnd + 1, 65_535)
  return port === undefined ? undefined : { host, port }
}

/** Digits from `start` to the end of `text`, at most `max`. */
export function parseDecimal(text: string, start: number, max: number): number | undefined {
  if (start >= text.length) return undefined
  let value = 0
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
    if (value > max) return undefined
  }
  return value
}

const OPEN_BRACKET = 91
const COLON = 58

function parseSip(scheme: 'sip' | 'sips', rest: string): SipUri | 'malformed' {
  // RFC 3261 §25.1: the user may contain ';' and '?', so the last '@' counts.
  const at = rest.lastIndexOf('@')
  const userInfo = at < 0 ? '' : rest.slice(0, at)
  if (at === 0) return 'malformed'
  const question = rest.indexOf('?', at + 1)
  const beforeHeaders = question < 0 ? rest.slice(at + 1) : rest.slice(at + 1, question)
  const semicolon = indexOrEnd(beforeHeaders, ';')
  const hostPort = parseHostPort(beforeHeaders.slice(0, semicolon))
  if (hostPort === undefined) return 'malformed'
  const params =
    semicolon === beforeHeaders.length ? NO_PARAMS : parseUriParams(beforeHeaders, semicolon)
  if (params === undefined) return 'malformed'
  const password = userInfo.indexOf(':')
  return {
    scheme,
    user: password < 0 ? userInfo : userInfo.slice(0, password),
    host: hostPort.host,
    port: hostPort.port,
    params,
    headers: question < 0 ? undefined : rest.slice(question + 1),
  }
}

function parseTel(rest: string): SipUri | 'malformed' {
  const semicolon = indexOrEnd(rest, ';')
  if (!/^\+?[0-9A-Fa-f*#().-]+$/.test(rest.slice(0, semicolon))) return 'malformed'
  const params = parseUriParams(rest, semicolon)
  if (params === undefined) return 'malformed'
  const user = rest.slice(0, semicolon).replace(/[().-]/g, '')
  return { scheme: 'tel', user, host: '', port: undefined, params, headers: undefined }
}

// URI parameters take characters that header parameters do not (`[ ] / : & + $`), so they have a reader
// of their own.
function parseUriParams(text: string, start: number): Params | undefined {
  const params = new Map<string, string>()
  for (const part of text.slice(start + 1).split(';')) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).toLowerCase()
    if (name === '') return start === text.length ? NO_PARAMS : undefined
    if (!params.has(name)) params.set(name, equals < 0 ? '' : part.slice(equals + 1))
  }
  return params
}

function unescapeUser(user: string): string {
  if (!user.includes('%')) return decodeUtf8(user)
  const bytes = user.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return decodeUtf8(bytes)
}

function hasSpaceOrBracket(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 60 || code === 62 || code === 34) return true
  }
  return false
}

function isHostName(host: string): boolean {
  if (host.length === 0 || host.length > 255) return false
  for (let at = 0; at < host.length; at++) {
    const code = host.charCodeAt(at)
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

function indexOrEnd(text: string, character: string): number {
  const at = text.indexOf(character)
  return at < 0 ? text.length : at
}
