// What refers to a thing, asked of the centre: `GET /api/references/<kind>/<id>`.
import type { References } from '../../../src/api/contract/references-http.ts'
import { requestJson } from '../../kit/http.ts'

export type Reference = References['references'][number]

/** Throws a sentence for the user. */
export async function referencesTo(kind: string, id: string): Promise<readonly Reference[]> {
  const path = `/api/references/${kind}/${encodeURIComponent(id)}`
  const answer = await requestJson<References>('GET', path)
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.value.references
}
