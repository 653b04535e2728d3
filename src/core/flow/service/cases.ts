// What flows ask of the `cases` service. Fields go by their ids (`title`, `status`, `customer_id`, a
// UUID for custom ones). Answers: `{ case: { case_id, … }, linked: boolean }`; the case becomes
// `$.Case`. Errors: `NoneFound`, `MultipleFound` (of `find` alone), else `NoMatchingError`. A case that
// was made, found or changed but could not be linked is an answer with `linked: false`, no error.
import type { JsonObject } from '../../json.ts'
import type { ServiceQuestion } from '../../service.ts'
import { USUAL_TIME_LIMIT_MS } from '../ask.ts'

export type CasesQuestion =
  | {
      readonly operation: 'create'
      readonly parameters: CaseLink & { readonly templateId: string; readonly fields: JsonObject }
    }
  | {
      readonly operation: 'find'
      readonly parameters: CaseLink & {
        /** Those given must all be equal. */
        readonly fields: JsonObject
        /** Of several, the one changed last, rather than `MultipleFound`. */
        readonly latest: boolean
        readonly show: readonly string[]
      }
    }
  | {
      readonly operation: 'update'
      readonly parameters: CaseLink & { readonly caseId: string; readonly fields: JsonObject }
    }

/** The contact to link to the case; none when absent. */
export type CaseLink = { readonly linkContactId?: string }

export function casesQuestion({ operation, parameters }: CasesQuestion): ServiceQuestion {
  return { service: 'cases', operation, parameters, timeLimitMs: USUAL_TIME_LIMIT_MS }
}
