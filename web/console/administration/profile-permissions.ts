// What security profiles grant.
import { allOf } from './api-resource.ts'

export interface ProfileName {
  readonly id: string
  readonly name: string
}

export async function allProfiles(): Promise<readonly ProfileName[]> {
  const found = await allOf('ListSecurityProfiles', {}, 'SecurityProfileSummaryList')
  return found.map(({ Id, Name }) => ({ id: String(Id), name: String(Name) }))
}

export async function permissionsIn(SecurityProfileId: string): Promise<readonly string[]> {
  const found = await allOf('ListSecurityProfilePermissions', { SecurityProfileId }, 'Permissions')
  return found.map(String)
}
