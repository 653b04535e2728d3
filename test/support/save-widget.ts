// A chat widget, made or changed as an administrator does it.
import type { Parley } from './parley.ts'

/** Answers the widget as it is from now on, with its secret if it has just got one. */
export async function saveWidget(
  { httpUrl, credentials }: Pick<Parley, 'httpUrl' | 'credentials'>,
  settings: object,
  id?: string,
): Promise<Record<string, unknown>> {
  const path = id === undefined ? '/api/widgets' : `/api/widgets/${id}`
  const response = await fetch(`${httpUrl}${path}`, {
    method: id === undefined ? 'POST' : 'PUT',
    headers: { authorization: `Basic ${btoa(`admin:${credentials.passwords.admin}`)}` },
    body: JSON.stringify(settings),
  })
  const answer = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(JSON.stringify(answer))
  return answer
}
