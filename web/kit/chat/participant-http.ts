// The participant service over a browser's fetch and WebSocket.
import type { ParticipantClientWorld } from './participant-client.ts'
import type { ParticipantAnswer } from './participant-connection.ts'

const TIMEOUT_MS = 10_000
const UPLOAD_TIMEOUT_MS = 5 * 60_000

/** `origin`: of the service, for example that of the page. */
export function participantHttp(origin: string): Omit<ParticipantClientWorld, 'session'> {
  return {
    request: (path, bearer, body) => ask(`${origin}/participant/${path}`, bearer, body),
    openSocket: url => new WebSocket(url),
    newId: randomId,
    async upload(url, headers, file) {
      const response = await fetch(new URL(url, origin), {
        method: 'PUT',
        headers,
        body: file,
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      })
      if (!response.ok) throw new Error(`the upload was answered ${response.status}`)
    },
  }
}

async function ask(url: string, bearer: string, body: unknown): Promise<ParticipantAnswer> {
  const response = await fetch(url, {
    // What is only looked at is asked for without a body.
    ...(body === undefined
      ? { method: 'GET', headers: { 'x-amz-bearer': bearer } }
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-amz-bearer': bearer },
          body: JSON.stringify(body),
        }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.ok) return { ok: true, value: await response.json() }
  return { ok: false, status: response.status, message: await messageOf(response) }
}

async function messageOf(response: Response): Promise<string> {
  try {
    const { Message, message } = (await response.json()) as Readonly<Record<string, unknown>>
    return String(Message ?? message ?? response.status)
  } catch {
    return String(response.status) // an answer of something between us and the service
  }
}

/** A random UUID; `crypto.randomUUID` is only there on secure pages. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, each => each.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
