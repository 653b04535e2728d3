// Header names: whatever way they are written on the wire, they are known inside by one lower-case name.

const NAMES = [
  'Accept',
  'Accept-Contact',
  'Accept-Encoding',
  'Accept-Language',
  'Alert-Info',
  'Allow',
  'Allow-Events',
  'Authorization',
  'Call-ID',
  'Call-Info',
  'Contact',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Transfer-Encoding',
  'Content-Type',
  'CSeq',
  'Date',
  'Diversion',
  'Event',
  'Expires',
  'From',
  'History-Info',
  'Identity',
  'Max-Forwards',
  'MIME-Version',
  'Min-Expires',
  'Min-SE',
  'Organization',
  'P-Asserted-Identity',
  'P-Preferred-Identity',
  'Path',
  'Privacy',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Proxy-Require',
  'RAck',
  'Reason',
  'Record-Route',
  'Refer-To',
  'Referred-By',
  'Reject-Contact',
  'Remote-Party-ID',
  'Replaces',
  'Request-Disposition',
  'Require',
  'Retry-After',
  'Route',
  'RSeq',
  'Server',
  'Service-Route',
  'Session-Expires',
  'Subject',
  'Subscription-State',
  'Supported',
  'Timestamp',
  'To',
  'Unsupported',
  'User-Agent',
  'Via',
  'Warning',
  'WWW-Authenticate',
] as const

/** RFC 3261 §7.3.3 and the registered additions. */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
}

/** A name as messages are searched for it. */
export interface HeaderName {
  /** In lower case and in the long form. */
  readonly name: string
  /** Which one it is of those that every message is searched for. */
  readonly kind: HeaderKind
}

export type HeaderKind = (typeof KINDS)[number] | 'other'

const KINDS = [
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'max-forwards',
  'content-length',
  'content-type',
] as const

const canonical = new Map<string, HeaderName>()
const wire = new Map<string, string>()
/** Usual spellings by their length and first letter. */
const bySlot: { readonly spelling: string; readonly known: HeaderName }[][] = []
const byLower = Object.fromEntries(NAMES.map(name => [name.toLowerCase(), name]))
// Property names are unique strings, and those are compared fastest.
for (const [name, usual] of Object.entries(byLower)) {
  const known: HeaderName = { name, kind: KINDS.find(kind => kind === name) ?? 'other' }
  canonical.set(name, known)
  wire.set(name, usual)
  learn(usual, known)
}
for (const [letter, name] of Object.entries(COMPACT)) {
  const known = canonical.get(name) ?? { name, kind: 'other' }
  canonical.set(letter, known)
  learn(letter, known)
}

function learn(spelling: string, known: HeaderName): void {
  const slot = slotOf(spelling.charCodeAt(0), spelling.length)
  bySlot[slot] = [...(bySlot[slot] ?? []), { spelling, known }]
}

function slotOf(first: number, length: number): number {
  return (length << 5) | (first & 31)
}

/** The name that is written between `start` and `end`; `undefined` when it is no token. */
export function headerNameAt(text: string, start: number, end: number): HeaderName | undefined {
  const candidates = bySlot[slotOf(text.charCodeAt(start), end - start)]
  if (candidates !== undefined)
    for (const { spelling, known } of candidates) if (text.startsWith(spelling, start)) return known
  return headerName(text.slice(start, end))
}

/** The lower-case long form of a name; `undefined` when it is no token. */
export function canonicalHeaderName(raw: string): string | undefined {
  return headerName(raw)?.name
}

function headerName(raw: string): HeaderName | undefined {
  if (!isToken(raw)) return undefined
  const name = raw.toLowerCase()
  return canonical.get(name) ?? { name, kind: 'other' }
}

/** The name as it is usually written. */
export function wireHeaderName(name: string): string {
  return wire.get(name) ?? name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase())
}

/** RFC 3261 §25.1 `token`. */
export function isToken(text: string): boolean {
  if (text.length === 0) return false
  for (let at = 0; at < text.length; at++) if (!isTokenChar(text.charCodeAt(at))) return false
  return true
}

/** Letters, digits and ``-.!%*_+`'~``. */
export function isTokenChar(code: number): boolean {
  return code < 128 && TOKEN_CHARS[code] === 1
}

const TOKEN_CHARS = new Uint8Array(128)
for (const character of "-.!%*_+`'~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  TOKEN_CHARS[character.charCodeAt(0)] = 1
