// Whether policies allow something: what no statement allows is denied, and one that denies outweighs all
// that allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

import type { Policy, Statement } from '../../core/directory/identity.ts'
import { conditionHolds, type RequestKeys } from './condition.ts'
import { fitsWildcard, literally } from './wildcard.ts'

export interface AccessRequest {
  /** For example `connect:DescribeQueue`. */
  readonly action: string
  /** An ARN; one that a list is of may end with a star. */
  readonly resource: string
  readonly keys: RequestKeys
}

export type Decision =
  | 'allowed'
  /** A statement denies it. */
  | 'denied'
  /** No statement allows it. */
  | 'notAllowed'

export function evaluatePolicies(policies: Iterable<Policy>, request: AccessRequest): Decision {
  let allowed = false
  for (const policy of policies) {
    for (const statement of policy.Statement) {
      if (!applies(statement, policy, request)) continue
      if (statement.Effect === 'Deny') return 'denied'
      allowed = true
    }
  }
  return allowed ? 'allowed' : 'notAllowed'
}

function applies(statement: Statement, policy: Policy, request: AccessRequest): boolean {
  return (
    actionMatches(statement, request) &&
    resourceMatches(statement, policy, request) &&
    conditionsHold(statement, policy, request)
  )
}

function actionMatches({ Action, NotAction }: Statement, { action }: AccessRequest): boolean {
  const asked = action.toLowerCase()
  const named = (Action ?? NotAction ?? []).some(each => fitsWildcard(each.toLowerCase(), asked))
  return named === (Action !== undefined)
}

function resourceMatches(
  { Resource, NotResource }: Statement,
  policy: Policy,
  { resource, keys }: AccessRequest,
): boolean {
  const named = (Resource ?? NotResource ?? []).some(each => {
    const pattern = withVariables(each, policy, keys)
    return pattern !== undefined && fitsWildcard(pattern, resource)
  })
  return named === (Resource !== undefined)
}

function conditionsHold(
  { Condition = {} }: Statement,
  policy: Policy,
  { keys }: AccessRequest,
): boolean {
  return Object.entries(Condition).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => {
      const wants = values.flatMap(value => withVariables(value, policy, keys) ?? [])
      return conditionHolds(operator, keys.get(key.toLowerCase()), wants)
    }),
  )
}

/** `${aws:username}` and the like, with what the request has there; undefined when it has nothing. */
function withVariables(text: string, { Version }: Policy, keys: RequestKeys): string | undefined {
  if (Version !== '2012-10-17' || !text.includes('${')) return text
  let missing = false
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (['*', '?', '$'].includes(name)) return literally(name)
    const [value, ...more] = keys.get(name.trim().toLowerCase()) ?? []
    missing ||= value === undefined || more.length > 0
    return literally(value ?? '')
  })
  return missing ? undefined : filled
}
