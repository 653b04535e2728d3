// A function behind a web address: the event is posted to it, signed, and its answer is the result.
// docs/guide/functions.md tells how the other side checks the signature.
import { createHmac } from 'node:crypto'
import type { Json, JsonObject } from '../core/json.ts'
import type { FunctionOutcome } from './function-outcome.ts'

export interface HttpsCall {
  readonly url: string
  readonly secret: string
  readonly arn: string
  readonly event: JsonObject
  readonly requestId: string
  /** Nobody waits for the result. */
  readonly asynchronous: boolean
}

/** More than any result may have. */
const ANSWER_BYTES_MAX = 64 * 1024

/** May requests go there? Only encrypted, or to this machine itself. */
export function isAllowedUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** One try. Always resolves, within the time. */
export async function callHttps(call: HttpsCall, leftMs: number): Promise<FunctionOutcome> {
  if (!isAllowedUrl(call.url))
    return { ok: false, message: 'Its address must begin with https://.' }
  const body = JSON.stringify(call.event)
  const timestamp = String(Math.floor(Date.now() / 1000))
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      // A redirect would take the event and its signature to where nobody has decided.
      redirect: 'error',
      signal: AbortSignal.timeout(Math.ceil(leftMs)),
      headers: {
        'content-type': 'application/json',
        'x-parley-function-arn': call.arn,
        'x-parley-request-id': call.requestId,
        'x-parley-invocation-type': call.asynchronous ? 'Event' : 'RequestResponse',
        'x-parley-timestamp': timestamp,
        'x-parley-signature': `v1=${signature(call.secret, timestamp, body)}`,
      },
      body,
    })
    return await outcomeOf(response)
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      return { ok: false, message: 'It took too long.', timeUp: true }
    }
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { ok: false, message: `It cannot be reached: ${String(cause)}.`, again: true }
  }
}

/** HMAC-SHA256 over timestamp, a full stop and the body, in hexadecimal digits. */
function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
}

async function outcomeOf(response: Response): Promise<FunctionOutcome> {
  const { status } = response
  if (!response.ok) {
    await response.body?.cancel()
    return { ok: false, message: `It answered ${status}.`, again: status === 429 || status >= 500 }
  }
  const text = await readUpTo(response, ANSWER_BYTES_MAX)
  if (text === undefined) return { ok: false, message: 'It answered too much.' }
  // Who has nothing to say may say nothing.
  if (text.trim() === '') return { ok: true, result: {} }
  try {
    return { ok: true, result: JSON.parse(text) as Json }
  } catch {
    return { ok: false, message: 'It answered with something that is no JSON.' }
  }
}

async function readUpTo(response: Response, bytesMax: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length
    if (bytes > bytesMax) return undefined
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
