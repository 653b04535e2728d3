// Bytes to a message, in one pass over the head. Tolerant in what people's phones do wrong, strict where
// RFC 4475 wants a refusal.
import { toByteString } from './byte-string.ts'
import { HeaderList } from './header-list.ts'
import { canonicalHeaderName, isToken } from './header-name.ts'
import type { OutgoingRequest, SipRequest, SipResponse } from './message.ts'
import { type NameAddr, parseNameAddr } from './name-addr.ts'
import { parseDecimal, parseUri } from './sip-uri.ts'
import { splitList } from './split-list.ts'
import { parseVia } from './via.ts'

export type Parsed =
  | SipRequest
  | SipResponse
  /** A request that is wrong but can be answered. `problem` says why, for the reason phrase. */
  | {
      readonly type: 'refused'
      readonly status: 400 | 505
      readonly problem: string
      readonly request: OutgoingRequest
    }
  /** Nothing to answer: no SIP, or a response that is wrong. */
  | { readonly type: 'garbage'; readonly problem: string }

/** Headers more than this are an attack. */
const HEADERS_MAX = 1000

/** Parses one whole message: a datagram, or what `StreamFramer` cut out of a stream. */
export function parseMessage(bytes: Uint8Array): Parsed {
  return parseText(toByteString(bytes))
}

function parseText(text: string): Parsed {
  const start = skipLineEnds(text)
  const lineEnd = text.indexOf('\r\n', start)
  if (lineEnd < 0) return garbage('no line')
  const line = text.slice(start, lineEnd)
  const blank = text.indexOf('\r\n\r\n', lineEnd)
  const headEnd = blank < 0 ? text.length : blank
  const headers = new HeaderList()
  const headerProblem = parseHeaders(text, lineEnd + 2, headEnd, headers)
  const rest = blank < 0 ? '' : text.slice(blank + 4)
  return line.startsWith('SIP/')
    ? parseResponse(line, headers, rest, headerProblem)
    : parseRequest(line, headers, rest, headerProblem)
}

function parseRequest(
  line: string,
  headers: HeaderList,
  rest: string,
  headerProblem: string | undefined,
): Parsed {
  const methodEnd = line.indexOf(' ')
  const method = line.slice(0, methodEnd)
  if (methodEnd <= 0 || !isToken(method)) return garbage('no method')
  const uriEnd = line.indexOf(' ', methodEnd + 1)
  const uri = uriEnd < 0 ? '' : line.slice(methodEnd + 1, uriEnd)
  const version = line.slice(uriEnd + 1)
  const refuse = (problem: string, status: 400 | 505 = 400): Parsed => ({
    type: 'refused',
    status,
    problem,
    request: { method, uri, headers, body: '' },
  })
  if (version !== 'SIP/2.0' && version.toUpperCase() !== 'SIP/2.0') {
    if (/^SIP\/\d+\.\d+$/i.test(version)) return refuse('Version Not Supported', 505)
    return /\sSIP\/\d+\.\d+\s*$/i.test(line) ? refuse('Malformed Request-Line') : garbage('no SIP')
  }
  if (headerProblem !== undefined) return refuse(headerProblem)
  const uriProblem = problemOfRequestUri(uri)
  if (uriProblem !== undefined) return refuse(uriProblem)
  const understood = understand(headers)
  if (typeof understood === 'string') return refuse(understood)
  if (understood.cseq.method !== method) return refuse('CSeq Method Mismatch')
  const numberProblem = problemOfNumbers(headers)
  if (numberProblem !== undefined) return refuse(numberProblem)
  const body = bodyOf(headers, rest)
  if (body === undefined) return refuse('Bad Content-Length')
  return { type: 'request', method, uri, headers, body, ...understood }
}

function parseResponse(
  line: string,
  headers: HeaderList,
  rest: string,
  headerProblem: string | undefined,
): Parsed {
  if (headerProblem !== undefined) return garbage(headerProblem)
  const codeEnd = line.length === 11 ? 11 : line.indexOf(' ', 8)
  const status = parseDecimal(line.slice(8, codeEnd), 0, 699)
  if (!line.startsWith('SIP/2.0 ') || codeEnd !== 11 || status === undefined || status < 100)
    return garbage('Malformed Status-Line')
  const understood = understand(headers)
  if (typeof understood === 'string') return garbage(understood)
  const body = bodyOf(headers, rest)
  if (body === undefined) return garbage('Bad Content-Length')
  return { type: 'response', status, reason: line.slice(12), headers, body, ...understood }
}

/** Fills `headers` from the lines between `start` and `end`; says what is wrong with them. */
function parseHeaders(
  text: string,
  start: number,
  end: number,
  headers: HeaderList,
): string | undefined {
  let at = start
  let problem: string | undefined
  while (at < end) {
    let lineEnd = endOfLine(text, at, end)
    let folded = false
    while (lineEnd < end && isBlank(text.charCodeAt(lineEnd + 2))) {
      folded = true
      lineEnd = endOfLine(text, lineEnd + 2, end)
    }
    const colon = text.indexOf(':', at)
    if (colon < 0 || colon > lineEnd || headers.size >= HEADERS_MAX) return 'Malformed Header'
    const name = canonicalHeaderName(trimmed(text, at, colon))
    if (name === undefined) problem ??= 'Malformed Header Name'
    else {
      const value = trimmed(text, colon + 1, lineEnd)
      headers.add(name, folded ? value.replace(/\r\n[ \t]+/g, ' ') : value)
    }
    at = lineEnd + 2
  }
  return problem
}

const SINGLE = [
  'from',
  'to',
  'call-id',
  'cseq',
  'max-forwards',
  'content-length',
  'content-type',
] as const

/** The headers every message must have, or what is wrong with them. */
function understand(headers: HeaderList) {
  const viaLine = headers.get('via')
  const fromLine = headers.get('from')
  const toLine = headers.get('to')
  const callId = headers.get('call-id')
  const cseqLine = headers.get('cseq')
  if (viaLine === undefined) return 'Missing Via'
  if (fromLine === undefined) return 'Missing From'
  if (toLine === undefined) return 'Missing To'
  if (callId === undefined || callId === '') return 'Missing Call-ID'
  if (cseqLine === undefined) return 'Missing CSeq'
  for (const name of SINGLE) if (headers.count(name) > 1) return `Repeated ${name}`
  const via = parseVia(viaLine.includes(',') ? (splitList(viaLine)[0] ?? '') : viaLine)
  if (via === undefined) return 'Malformed Via'
  const from = parseNameAddr(fromLine)
  if (from === undefined) return 'Malformed From'
  const to = parseNameAddr(toLine)
  if (to === undefined) return 'Malformed To'
  const cseq = parseCSeq(cseqLine)
  if (cseq === undefined) return 'Malformed CSeq'
  const contact = firstContact(headers)
  if (contact === 'malformed') return 'Malformed Contact'
  return { via, from, to, callId, cseq, contact }
}

function firstContact(headers: HeaderList): NameAddr | undefined | 'malformed' {
  const line = headers.get('contact')
  if (line === undefined || line === '*') return undefined
  const value = line.includes(',') ? (splitList(line)[0] ?? '') : line
  return parseNameAddr(value) ?? 'malformed'
}

// RFC 3261 §8.1.1.5: less than 2^31.
function parseCSeq(text: string): SipRequest['cseq'] | undefined {
  let at = 0
  while (isDigit(text.charCodeAt(at))) at++
  const number = parseDecimal(text.slice(0, at), 0, 0x7fff_ffff)
  let methodStart = at
  while (isBlank(text.charCodeAt(methodStart))) methodStart++
  const method = text.slice(methodStart)
  if (number === undefined || methodStart === at || !isToken(method)) return undefined
  return { number, method }
}

function problemOfRequestUri(text: string): string | undefined {
  const uri = parseUri(text)
  if (uri === 'malformed') return 'Malformed Request-URI'
  // RFC 4475 §3.1.2.11: headers have no place here.
  return uri !== 'unknown' && uri.headers !== undefined ? 'Headers in Request-URI' : undefined
}

function problemOfNumbers(headers: HeaderList): string | undefined {
  const maxForwards = headers.get('max-forwards')
  if (maxForwards !== undefined && parseDecimal(maxForwards, 0, 255) === undefined)
    return 'Bad Max-Forwards'
  const expires = headers.get('expires')
  if (expires !== undefined && parseDecimal(expires, 0, 0xffff_ffff) === undefined)
    return 'Bad Expires'
  return undefined
}

// RFC 3261 §18.3: what is beyond Content-Length is no part of the message, and a datagram that ends too
// early is an error.
function bodyOf(headers: HeaderList, rest: string): string | undefined {
  const line = headers.get('content-length')
  if (line === undefined) return rest
  const length = parseDecimal(line, 0, 0x7fff_ffff)
  if (length === undefined || length > rest.length) return undefined
  return length === rest.length ? rest : rest.slice(0, length)
}

function garbage(problem: string): Parsed {
  return { type: 'garbage', problem }
}

function skipLineEnds(text: string): number {
  let at = 0
  while (text.charCodeAt(at) === CR || text.charCodeAt(at) === LF) at++
  return at
}

function endOfLine(text: string, from: number, end: number): number {
  const at = text.indexOf('\r\n', from)
  return at < 0 || at > end ? end : at
}

function trimmed(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

const CR = 13
const LF = 10

const isBlank = (code: number): boolean => code === 32 || code === 9
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
const isDigit = (code: number): boolean => code >= 48 && code <= 57
