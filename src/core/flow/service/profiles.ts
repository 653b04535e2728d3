// What flows ask of the `profiles` service (customer profiles). Answers about a profile are its fields,
// with `ProfileId` and `ProfileARN` always and else those asked for; they become `$.Customer`.
// Errors: `NoneFoundError`, `MultipleFoundError` (of `find` alone), else `NoMatchingError`.
import type { JsonObject } from '../../json.ts'
import type { ServiceQuestion } from '../../service.ts'
import { USUAL_TIME_LIMIT_MS } from '../ask.ts'

export type ProfilesQuestion =
  /** The one profile that all (AND) or any (OR) of the keys lead to. */
  | {
      readonly operation: 'find'
      readonly parameters: {
        readonly keys: readonly ProfileKey[]
        readonly together: 'AND' | 'OR'
        readonly show: readonly string[]
      }
    }
  | {
      readonly operation: 'create'
      readonly parameters: { readonly fields: JsonObject; readonly show: readonly string[] }
    }
  | {
      readonly operation: 'update'
      readonly parameters: {
        readonly profileId: string
        readonly fields: JsonObject
        readonly show: readonly string[]
      }
    }
  /** Ties a contact to a profile; answers anything. */
  | {
      readonly operation: 'associate'
      readonly parameters: { readonly profileId: string; readonly contactId: string }
    }
  /** Answers name and value of each; they become `$.Customer.CalculatedAttributes`. */
  | {
      readonly operation: 'calculatedAttributes'
      readonly parameters: { readonly profileId: string; readonly show: readonly string[] }
    }
  /** Answers the fields of one object of the profile; they become `$.Customer.<type>`. */
  | {
      readonly operation: 'object'
      readonly parameters: {
        readonly profileId: string
        readonly objectType: string
        /** The latest one when absent. */
        readonly key?: ProfileKey
        readonly show: readonly string[]
      }
    }
  /** Answers `{ member: true }` or `{ member: false }`. */
  | {
      readonly operation: 'isInSegment'
      readonly parameters: { readonly profileId: string; readonly segment: string }
    }

/** A key profiles are found by (`_phone`, `_email`, `_account` …, or a field's name) and its value. */
export type ProfileKey = { readonly name: string; readonly value: string }

export function profilesQuestion({ operation, parameters }: ProfilesQuestion): ServiceQuestion {
  return { service: 'profiles', operation, parameters, timeLimitMs: USUAL_TIME_LIMIT_MS }
}
