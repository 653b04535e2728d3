// What the owner is told of a call that comes in.
import { decodeUtf8 } from './byte-string.ts'
import { wireHeaderName } from './header-name.ts'
import type { SipRequest } from './message.ts'
import { sdpTextOf } from './sip-body.ts'
import type { Address, Caller, SipEvent } from './sip-port.ts'
import { parseSipUri, userOf } from './sip-uri.ts'

export function offeredEvent(
  callId: string,
  request: SipRequest,
  source: Address,
  caller: Caller,
): SipEvent {
  const fromUri = parseSipUri(request.from.uri)
  const toUri = parseSipUri(request.uri)
  const sdp = sdpTextOf(request)
  const { displayName } = request.from
  return {
    type: 'call.offered',
    callId,
    from: {
      user: fromUri ? userOf(fromUri) : '',
      host: fromUri?.host ?? '',
      ...(displayName === '' ? {} : { displayName }),
    },
    to: { user: toUri ? userOf(toUri) : '', host: toUri?.host ?? '' },
    ...(sdp === undefined ? {} : { sdp }),
    source,
    caller,
    headers: eventHeaders(request),
  }
}

/** Headers that steer the protocol and say nothing to a flow. */
const PROTOCOL_HEADERS = new Set([
  'accept',
  'allow',
  'authorization',
  'call-id',
  'contact',
  'content-length',
  'content-type',
  'cseq',
  'max-forwards',
  'min-se',
  'proxy-authorization',
  'record-route',
  'require',
  'route',
  'session-expires',
  'supported',
  'via',
])
const EVENT_HEADERS_MAX = 50
const EVENT_HEADER_LENGTH_MAX = 2048

function eventHeaders(request: SipRequest): Record<string, string> {
  const headers = new Map<string, string>()
  for (const [name, value] of request.headers) {
    if (headers.size >= EVENT_HEADERS_MAX) break
    if (PROTOCOL_HEADERS.has(name) || headers.has(name)) continue
    headers.set(name, decodeUtf8(value.slice(0, EVENT_HEADER_LENGTH_MAX)))
  }
  return Object.fromEntries([...headers].map(([name, value]) => [wireHeaderName(name), value]))
}
