// Identities that access policies speak of: users and roles of programs, not of people who take contacts.
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { Policy } from '../../core/directory/identity.ts'

export interface Identity {
  readonly name: string
  /** As AWS IAM spells it, with the session's name for a role that was assumed. */
  readonly arn: string
  /** The name under which a role was assumed. */
  readonly session?: string
  readonly policies: readonly Policy[]
  readonly tags: Readonly<Record<string, string>>
}

/** @param session the name under which a role was assumed. */
export function identityOf(
  directory: DirectoryView,
  account: string,
  id: string,
  session?: string,
): Identity | undefined {
  const document = directory.get('identity', id)
  if (!document) return undefined
  const { Name, Type, Policies, Tags } = document
  const arn =
    Type === 'role'
      ? `arn:aws:sts::${account}:assumed-role/${Name}/${session ?? 'session'}`
      : `arn:aws:iam::${account}:user/${Name}`
  return {
    name: Name,
    arn,
    ...(session !== undefined && { session }),
    policies: Object.values(Policies),
    tags: Tags,
  }
}
