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
export function parseVia(text: string): Via | undefined {
  const transportStart = afterVersion(text)
  if (transportStart < 0) return undefined
  const transportEnd = tokenEnd(text, transportStart)
  const hostStart = skipSpace(text, transportEnd)
  if (transportEnd === transportStart || hostStart === transportEnd) return undefined
  const semicolon = text.indexOf(';', hostStart)
  const hostEnd = semicolon < 0 ? text.length : semicolon
  const sentBy = text.slice(hostStart, hostEnd).trimEnd()
  const hostPort = parseHostPort(sentBy.includes(' ') ? sentBy.replace(/\s+/g, '') : sentBy)
  const params = parseParams(text, hostEnd)
  if (hostPort === undefined || params === undefined) return undefined
  const transport = text.slice(transportStart, transportEnd)
  return {
    transport: transport === 'UDP' ? transport : transport.toUpperCase(),
    host: hostPort.host,
    port: hostPort.port,
    params,
  }
}

// `SIP/2.0/`, with white space around the slashes when the sender wants it so (RFC 4475 §3.1.1.1).
function afterVersion(text: string): number {
  if (text.startsWith('SIP/2.0/')) return 8
  const match = /^\s*SIP\s*\/\s*2\.0\s*\/\s*/i.exec(text)
  return match === null ? -1 : match[0].length
}
