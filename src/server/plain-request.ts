// A request over HTTP/1.1 written in the plainest way, as browsers and the official libraries write theirs:
// one line each, nothing repeated, a body of a length that is said. Whatever else HTTP allows is not read
// here (RFC 9112 has it), so that there is nothing to be read in two ways.

export interface PlainRequest {
  readonly method: 'POST' | 'OPTIONS'
  /** Two segments, without a query. */
  readonly path: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

export type PlainReading =
  /** `bytes`: how many of those given it took. */
  | { readonly request: PlainRequest; readonly bytes: number }
  /** The head is plain, and with its body it has so many bytes. */
  | { readonly needed: number }
  /** For somebody else. */
  | 'other'

const HEAD_BYTES_MAX = 8192
const HEAD_END = '\r\n\r\n'
const START = /^(POST|OPTIONS) (\/[a-z]+\/[a-z-]+) HTTP\/1\.1$/
/** RFC 9110 §5.1, §5.5: names are tokens, and values have no controls; other bytes than ASCII are not plain. */
const FIELDS = /^(?:\r\n[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e]*)+$/
const LENGTH = /^\d{1,6}$/
/** They change how a message is framed or answered, or what the connection is. */
const NOT_PLAIN: readonly string[] = [
  'transfer-encoding',
  'content-encoding',
  'expect',
  'upgrade',
  'trailer',
  'te',
  'http2-settings',
  'proxy-connection',
  '__proto__',
]
/** How names were written, and what they are in lower case: making that anew for each costs more than all else here. */
const names = new Map<string, string>()
const NAMES_MAX = 300

/** @param bodyBytesMax a longer body is not plain. */
export function readPlainRequest(bytes: Buffer, bodyBytesMax: number): PlainReading {
  const text = bytes.toString('latin1', 0, HEAD_BYTES_MAX)
  const headEnd = text.indexOf(HEAD_END)
  const startEnd = text.indexOf('\r\n')
  const start = headEnd < 0 ? undefined : START.exec(text.slice(0, startEnd))
  if (!start) return 'other'
  const headers = readFields(text.slice(startEnd, headEnd))
  const length = headers && bodyLength(start[1], headers)
  if (!headers || length === undefined || length > bodyBytesMax) return 'other'
  const bodyStart = headEnd + HEAD_END.length
  const end = bodyStart + length
  if (bytes.length < end) return { needed: end }
  const body = bytes.subarray(bodyStart, end)
  const request = {
    method: start[1] as PlainRequest['method'],
    path: start[2] ?? '',
    headers,
    body,
  }
  return { request, bytes: end }
}

type Headers = Record<string, string | undefined>

/** Undefined unless each is there once and plain. */
function readFields(text: string): Headers | undefined {
  if (!FIELDS.test(text)) return undefined
  const headers = noHeaders()
  for (let at = 0; at >= 0; ) {
    const colon = text.indexOf(':', at)
    const next = text.indexOf('\r\n', colon)
    const name = nameOf(text.slice(at + 2, colon))
    if (name === undefined || headers[name] !== undefined) return undefined
    headers[name] = text.slice(colon + 1, next < 0 ? undefined : next).trim()
    at = next
  }
  const { host, connection } = headers
  const stays = connection === undefined || connection.toLowerCase() === 'keep-alive'
  return host && stays ? headers : undefined
}

/** In lower case; undefined when it is not plain. */
function nameOf(written: string): string | undefined {
  const known = names.get(written)
  if (known !== undefined) return known
  const name = written.toLowerCase()
  if (NOT_PLAIN.includes(name)) return undefined
  if (names.size < NAMES_MAX) names.set(written, name)
  return name
}

/** An object has the same form whichever of these come, and so is made at once. */
function noHeaders(): Headers {
  return {
    host: undefined,
    connection: undefined,
    'content-length': undefined,
    'content-type': undefined,
    'x-amz-bearer': undefined,
    origin: undefined,
    'x-forwarded-proto': undefined,
    'x-forwarded-for': undefined,
    'user-agent': undefined,
    accept: undefined,
    'accept-encoding': undefined,
    'accept-language': undefined,
    referer: undefined,
    'sec-fetch-dest': undefined,
    'sec-fetch-mode': undefined,
    'sec-fetch-site': undefined,
    'sec-ch-ua': undefined,
    'sec-ch-ua-mobile': undefined,
    'sec-ch-ua-platform': undefined,
    'x-amz-user-agent': undefined,
    'amz-sdk-invocation-id': undefined,
    'amz-sdk-request': undefined,
  }
}

function bodyLength(
  method: string | undefined,
  { 'content-length': length }: Headers,
): number | undefined {
  if (length === undefined) return method === 'OPTIONS' ? 0 : undefined
  return LENGTH.test(length) ? Number(length) : undefined
}
