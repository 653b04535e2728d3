// SIP messages: as parsed, with the headers every message must have already understood, and as sent.
import { HeaderList } from './header-list.ts'
import type { NameAddr } from './name-addr.ts'
import type { Via } from './via.ts'

/** What goes on the wire. Strings are byte strings. Content-Length is added when it is written. */
export type Outgoing = OutgoingRequest | OutgoingResponse

export interface OutgoingRequest {
  readonly method: string
  readonly uri: string
  readonly headers: HeaderList
  readonly body: string
}

export interface OutgoingResponse {
  readonly status: number
  readonly reason: string
  readonly headers: HeaderList
  readonly body: string
}

/** What every valid message has. */
interface Understood {
  /** The topmost one. */
  readonly via: Via
  readonly from: NameAddr
  readonly to: NameAddr
  readonly callId: string
  readonly cseq: { readonly number: number; readonly method: string }
  readonly contact: NameAddr | undefined
}

export interface SipRequest extends OutgoingRequest, Understood {
  readonly type: 'request'
}

export interface SipResponse extends OutgoingResponse, Understood {
  readonly type: 'response'
}

/** As it goes on the wire, as a byte string. */
export function toText(message: Outgoing): string {
  const start =
    'method' in message
      ? `${message.method} ${message.uri} SIP/2.0\r\n`
      : `SIP/2.0 ${message.status} ${message.reason}\r\n`
  const length = `Content-Length: ${message.body.length}\r\n\r\n`
  return start + message.headers.toWire() + length + message.body
}

/** A response with the headers RFC 3261 §8.2.6.2 copies from the request. */
export function responseTo(
  request: Pick<OutgoingRequest, 'headers'>,
  status: number,
  options: {
    readonly toTag?: string
    readonly reason?: string
    readonly headers?: readonly (readonly [name: string, value: string])[]
    readonly body?: string
  } = {},
): OutgoingResponse {
  const headers = new HeaderList().addAll('via', request.headers.lines('via'))
  const to = request.headers.get('to')
  if (to !== undefined) headers.add('to', addTag(to, options.toTag))
  for (const name of ['from', 'call-id', 'cseq']) {
    const value = request.headers.get(name)
    if (value !== undefined) headers.add(name, value)
  }
  if (status < 300 && status > 100)
    headers.addAll('record-route', request.headers.lines('record-route'))
  for (const [name, value] of options.headers ?? []) headers.add(name, value)
  const reason = options.reason ?? reasonPhrase(status)
  return { status, reason, headers, body: options.body ?? '' }
}

export function tagOf(address: NameAddr): string | undefined {
  return address.params.get('tag')
}

export function reasonPhrase(status: number): string {
  return REASONS[status] ?? CLASSES[Math.floor(status / 100)] ?? 'Unknown'
}

function addTag(to: string, tag: string | undefined): string {
  if (tag === undefined) return to
  const afterUri = to.lastIndexOf('>')
  return /;\s*tag\s*=/i.test(afterUri < 0 ? to : to.slice(afterUri)) ? to : `${to};tag=${tag}`
}

const CLASSES = [
  '',
  'Progress',
  'OK',
  'Redirection',
  'Request Failure',
  'Server Failure',
  'Declined',
]

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  181: 'Call Is Being Forwarded',
  182: 'Queued',
  183: 'Session Progress',
  200: 'OK',
  202: 'Accepted',
  302: 'Moved Temporarily',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  410: 'Gone',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  421: 'Extension Required',
  422: 'Session Interval Too Small',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  484: 'Address Incomplete',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  504: 'Server Time-out',
  505: 'Version Not Supported',
  513: 'Message Too Large',
  600: 'Busy Everywhere',
  603: 'Decline',
  604: 'Does Not Exist Anywhere',
  606: 'Not Acceptable',
}
