// Our own routes of JSON, for what the API of Amazon Connect has no words for.
import { messages } from '../../kit/messages.ts'

/** Throws an error whose message is a sentence for the user. */
export async function requestRoute<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = (await response.json().catch(() => ({}))) as { readonly title?: string }
  if (!response.ok) throw new Error(answer.title ?? messages.server.failed(response.status))
  return answer as Answer
}
