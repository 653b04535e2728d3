// Identities of programs that call the API, with their access policies. What those mean is the API's affair.
import type { JsonObject } from '../json.ts'

/** Ours: a user or a role in the sense of AWS IAM. */
export interface IdentityDocument extends JsonObject {
  readonly Name: string
  readonly Type: 'user' | 'role'
  /** By their names. */
  readonly Policies: Readonly<Record<string, Policy>>
  readonly Tags: Readonly<Record<string, string>>
}

/** An access policy. Lists where the language lets one value stand alone. */
export interface Policy extends JsonObject {
  readonly Version: string
  readonly Statement: readonly Statement[]
}

export interface Statement extends JsonObject {
  readonly Effect: 'Allow' | 'Deny'
  readonly Sid?: string
  /** One of both. */
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  /** One of both. */
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  /** Values by key by operator. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}
