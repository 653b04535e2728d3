// Which body a message carries for us.
import { decodeUtf8 } from './byte-string.ts'
import type { HeaderList } from './header-list.ts'

export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, INFO, REGISTER'
export const ACCEPT = 'application/sdp, application/dtmf-relay, application/dtmf'

/** The media type of the body in lower case, without parameters. */
export function mediaTypeOf(headers: HeaderList): string | undefined {
  return headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
}

/**
 * The session description of a message; `undefined` when it has no body or none for us that must be
 * understood; `unsupported` when the body is of another kind (415).
 */
export function sdpOf(message: {
  readonly headers: HeaderList
  readonly body: string
}): { readonly sdp: string } | 'unsupported' | undefined {
  if (message.body === '') return undefined
  const encoding = message.headers.get('content-encoding')?.trim().toLowerCase()
  if (encoding !== undefined && encoding !== 'identity') return 'unsupported'
  const type = mediaTypeOf(message.headers)
  if (type === 'application/sdp') return { sdp: decodeUtf8(message.body) }
  if (type?.startsWith('multipart/')) return sdpPart(message) ?? 'unsupported'
  return /handling\s*=\s*optional/i.test(message.headers.get('content-disposition') ?? '')
    ? undefined
    : 'unsupported'
}

/** The session description of a message, or `undefined` when there is none we can read. */
export function sdpTextOf(message: {
  readonly headers: HeaderList
  readonly body: string
}): string | undefined {
  const body = sdpOf(message)
  return typeof body === 'object' ? body.sdp : undefined
}

function sdpPart(message: {
  readonly headers: HeaderList
  readonly body: string
}): { readonly sdp: string } | undefined {
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(
    message.headers.get('content-type') ?? '',
  )
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return undefined
  for (const part of message.body.split(`--${mark}`).slice(1)) {
    const headEnd = part.indexOf('\r\n\r\n')
    if (headEnd < 0) continue
    if (
      /^content-type\s*:\s*application\/sdp\s*(;|$)/im.test(
        part.slice(0, headEnd).replace(/\r/g, ''),
      )
    )
      return { sdp: decodeUtf8(part.slice(headEnd + 4).replace(/\r\n$/, '\r\n')) }
  }
  return undefined
}

/** The digit of an INFO (`Signal=5`, or the bare digit), or `undefined`. */
export function digitOf(type: string, body: string): string | undefined {
  const text =
    type === 'application/dtmf-relay' ? /^\s*signal\s*=\s*(\S+)/im.exec(body)?.[1] : body.trim()
  // Some gateways send the RFC 4733 event numbers of star and pound.
  const digit = text === '10' ? '*' : text === '11' ? '#' : text?.toUpperCase()
  return digit !== undefined && /^[0-9*#A-D]$/.test(digit) ? digit : undefined
}
