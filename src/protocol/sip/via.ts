import { type Params, parseParams, skipSpace, tokenEnd } from './params.ts'
import { parseHostPort } from './sip-uri.ts'

/** One hop of a request (RFC 3261 §20.42). */
export interface Via {
  /** UDP, TCP, TLS or any other token, in upper case. */
  readonly transport: string
  readonly host: string
  readonly port: number | undefined
  readonly params: Params
}

/** Reads one Via value. `undefined` when malformed. */
export function parseVia(text: string, start: number, end: number): Via | undefined {
  const transportStart = afterVersion(text, start, end)
  if (transportStart < 0) return undefined
  const transportEnd = tokenEnd(text, transportStart, end)
  const hostStart = skipSpace(text, transportEnd, end)
  if (transportEnd === transportStart || hostStart === transportEnd) return undefined
  const semicolon = text.indexOf(';', hostStart)
  const hostEnd = semicolon < 0 || semicolon > end ? end : semicolon
  const hostPort = parseSentBy(text, hostStart, hostEnd)
  const params = parseParams(text, hostEnd, end)
  if (hostPort === undefined || params === undefined) return undefined
  const isUdp = text.startsWith('UDP', transportStart) && transportEnd - transportStart === 3
  const transport = isUdp ? 'UDP' : text.slice(transportStart, transportEnd).toUpperCase()
  return { transport, host: hostPort.host, port: hostPort.port, params }
}

// White space may stand around the colon of the port.
function parseSentBy(text: string, start: number, end: number): ReturnType<typeof parseHostPort> {
  for (let at = start; at < end; at++)
    if (text.charCodeAt(at) <= 32) return parseHostPort(text.slice(start, end).replace(/\s+/g, ''))
  return parseHostPort(text, start, end)
}

// `SIP/2.0/`, with white space around the slashes when the sender wants it so (RFC 4475 §3.1.1.1).
function afterVersion(text: string, start: number, end: number): number {
  if (text.startsWith('SIP/2.0/', start)) return start + 8
  const match = /^\s*SIP\s*\/\s*2\.0\s*\/\s*/i.exec(text.slice(start, end))
  return match === null ? -1 : start + match[0].length
}
