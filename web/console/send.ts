// Our own routes: changes by them take JSON, or a file.
import { messages } from '../kit/messages.ts'

/** Throws a sentence for the user. */
export async function send<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body instanceof Blob && { body }),
    ...(body !== undefined &&
      !(body instanceof Blob) && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  })
  const answer = (await response.json().catch(() => ({}))) as { readonly title?: string }
  if (!response.ok) throw new Error(answer.title ?? messages.server.failed(response.status))
  return answer as Answer
}
