// What users may do, profile by profile. There are no AI agents here that could be given any.
import type { Entry } from '../../core/directory/directory.ts'
import { answer, change, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { edit, find } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'
import { securityProfileIds } from '../show/user.ts'

/** Of one user. */
const PROFILES_MAX = 10

export const associateSecurityProfiles: Operation<'AssociateSecurityProfiles'> = (
  input,
  context,
) => {
  const user = entity(context, input)
  const added = securityProfileIds(context, idsOf(input))
  const SecurityProfileIds = [...new Set([...user.document.SecurityProfileIds, ...added])]
  if (SecurityProfileIds.length > PROFILES_MAX) {
    throw invalidRequest(`A user has at most ${PROFILES_MAX} security profiles.`)
  }
  return change(edit(context, 'agent', user, { SecurityProfileIds }))
}

export const disassociateSecurityProfiles: Operation<'DisassociateSecurityProfiles'> = (
  input,
  context,
) => {
  const user = entity(context, input)
  const gone = securityProfileIds(context, idsOf(input))
  const SecurityProfileIds = user.document.SecurityProfileIds.filter(id => !gone.includes(id))
  if (SecurityProfileIds.length === 0) throw invalidRequest('A user keeps one security profile.')
  return change(edit(context, 'agent', user, { SecurityProfileIds }))
}

export const listEntitySecurityProfiles: Operation<'ListEntitySecurityProfiles'> = (
  input,
  context,
) => {
  const ids = [...entity(context, input).document.SecurityProfileIds].sort()
  const { items, NextToken } = pageOf(ids, input, id => id)
  return answer({ SecurityProfiles: items.map(Id => ({ Id })), NextToken })
}

function entity(
  context: OperationContext,
  { EntityType, EntityArn }: { readonly EntityType: string; readonly EntityArn: string },
): Entry<'agent'> {
  if (EntityType !== 'USER') throw notFound(`There is no AI agent ${EntityArn}.`)
  return find(context, 'agent', EntityArn)
}

function idsOf({
  SecurityProfiles,
}: {
  readonly SecurityProfiles: readonly { readonly Id?: string | undefined }[]
}): readonly string[] {
  return SecurityProfiles.map(({ Id }) => {
    if (Id === undefined) throw invalidRequest('Member SecurityProfiles: each has an Id.')
    return Id
  })
}
