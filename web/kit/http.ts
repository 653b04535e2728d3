// The pages' few HTTP calls: JSON both ways, and every failure as a sentence for the user.
import { messages } from './messages.ts'

export type HttpResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly sentence: string }

const TIMEOUT_MS = 10_000

/** The shape of the value is the server's promise (src/api/contract). */
export async function requestJson<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
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
    if (!response.ok) return await refused(response)
    const text = await response.text()
    return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T }
  } catch {
    // fetch rejects when there is no connection, on the timeout, or on a body that is not JSON
    return { ok: false, status: 0, sentence: messages.server.unreachable }
  }
}

async function refused(response: Response): Promise<HttpResult<never>> {
  const { status } = response
  return {
    ok: false,
    status,
    sentence: (await titleOf(response)) ?? messages.server.failed(status),
  }
}

/** Problem details (RFC 9457): the server's own sentence, where it has one. */
async function titleOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
    return undefined
  const { title } = (await response.json()) as { readonly title?: unknown }
  return typeof title === 'string' && title !== '' ? title : undefined
}
