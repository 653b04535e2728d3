// The pages' few HTTP calls: JSON both ways, and every failure as a sentence for the user.
import { messages } from './messages.ts'

export type HttpResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly sentence: string }

const TIMEOUT_MS = 10_000

/** The shape of the value is the server's promise (src/api/contract). */
export async function requestJson<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<HttpResult<T>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) return refused(response.status)
    const text = await response.text()
    return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T }
  } catch {
    // fetch rejects when there is no connection, on the timeout, or on a body that is not JSON
    return { ok: false, status: 0, sentence: messages.server.unreachable }
  }
}

function refused(status: number): HttpResult<never> {
  return { ok: false, status, sentence: messages.server.failed(status) }
}
