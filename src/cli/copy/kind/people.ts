// Users and their security profiles.
import { randomBytes } from 'node:crypto'
import {
  AssociateUserProficienciesCommand,
  CreateSecurityProfileCommand,
  CreateUserCommand,
  DescribeSecurityProfileCommand,
  DescribeUserCommand,
  DisassociateUserProficienciesCommand,
  paginateListSecurityProfilePermissions,
  paginateListSecurityProfiles,
  paginateListUserProficiencies,
  paginateListUsers,
  UpdateSecurityProfileCommand,
  UpdateUserHierarchyCommand,
  UpdateUserIdentityInfoCommand,
  UpdateUserPhoneConfigCommand,
  UpdateUserRoutingProfileCommand,
  UpdateUserSecurityProfilesCommand,
  type UserIdentityInfo,
  type UserPhoneConfig,
  type UserProficiency,
} from '@aws-sdk/client-connect'
import { allOf, type CopyOf, given, type Instance, pick, placedFrom } from '../thing.ts'

export const securityProfile: CopyOf = {
  kind: 'security-profile',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'security-profile',
      await allOf(
        paginateListSecurityProfiles({ client }, { InstanceId }),
        page => page.SecurityProfileSummaryList,
      ),
    ),
  async read({ client, InstanceId }, { id }) {
    const about = { InstanceId, SecurityProfileId: id }
    const { SecurityProfile } = await client.send(new DescribeSecurityProfileCommand(about))
    const Permissions = await allOf(
      paginateListSecurityProfilePermissions({ client }, about),
      page => page.Permissions,
    )
    const members = pick(
      SecurityProfile,
      'Description',
      'Tags',
      'AllowedAccessControlTags',
      'TagRestrictedResources',
      'HierarchyRestrictedResources',
      'AllowedAccessControlHierarchyGroupId',
    )
    return { ...members, Permissions: Permissions.toSorted((a, b) => (a < b ? -1 : 1)) }
  },
  async make({ client, InstanceId }, SecurityProfileName, document) {
    const made = await client.send(
      new CreateSecurityProfileCommand({ InstanceId, SecurityProfileName, ...document }),
    )
    return { id: made.SecurityProfileId ?? '', arn: made.SecurityProfileArn ?? '' }
  },
  async fill({ client, InstanceId }, { id }, { Tags: _, ...document }) {
    const about = { InstanceId, SecurityProfileId: id }
    await client.send(new UpdateSecurityProfileCommand({ ...about, ...document }))
  },
}

export const user: CopyOf = {
  kind: 'user',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListUsers({ client }, { InstanceId }),
      page => page.UserSummaryList,
    )
    return placedFrom(
      'user',
      found.map(({ Id, Arn, Username: Name }) => ({ Id, Arn, Name })),
    )
  },
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { User } = await client.send(new DescribeUserCommand({ InstanceId, UserId: id }))
    const proficiencies = await proficienciesOf(of, id)
    return {
      ...pick(
        User,
        'IdentityInfo',
        'PhoneConfig',
        'SecurityProfileIds',
        'RoutingProfileId',
        'HierarchyGroupId',
        'Tags',
      ),
      ...(proficiencies.length > 0 && { Proficiencies: proficiencies }),
    }
  },
  // Passwords are in no copy: everybody gets another one from an administrator.
  async make({ client, InstanceId }, Username, { Proficiencies: _, ...document }) {
    const made = await client.send(
      new CreateUserCommand({
        InstanceId,
        Username,
        Password: `Aa1${randomBytes(24).toString('base64url')}`,
        ...given<Made>(document),
      }),
    )
    return { id: made.UserId ?? '', arn: made.UserArn ?? '' }
  },
  async fill(of, { id }, document) {
    const { client, InstanceId } = of
    const about = { InstanceId, UserId: id }
    const { IdentityInfo, PhoneConfig, SecurityProfileIds, RoutingProfileId, HierarchyGroupId } =
      document
    await client.send(
      new UpdateUserIdentityInfoCommand({
        ...about,
        IdentityInfo: given<UserIdentityInfo>(IdentityInfo),
      }),
    )
    await client.send(
      new UpdateUserPhoneConfigCommand({
        ...about,
        PhoneConfig: given<UserPhoneConfig>(PhoneConfig),
      }),
    )
    await client.send(
      new UpdateUserSecurityProfilesCommand({
        ...about,
        SecurityProfileIds: given<string[]>(SecurityProfileIds),
      }),
    )
    await client.send(
      new UpdateUserRoutingProfileCommand({
        ...about,
        RoutingProfileId: given<string>(RoutingProfileId),
      }),
    )
    const group =
      HierarchyGroupId === undefined ? {} : { HierarchyGroupId: given<string>(HierarchyGroupId) }
    await client.send(new UpdateUserHierarchyCommand({ ...about, ...group }))
    await giveProficiencies(of, id, given<readonly UserProficiency[]>(document.Proficiencies ?? []))
  },
  inTwoSteps: true,
}

type Made = Omit<
  ConstructorParameters<typeof CreateUserCommand>[0],
  'InstanceId' | 'Username' | 'Password'
>

async function giveProficiencies(of: Instance, UserId: string, wanted: readonly UserProficiency[]) {
  const { client, InstanceId } = of
  const former = await proficienciesOf(of, UserId)
  if (JSON.stringify(former) === JSON.stringify(wanted)) return
  if (former.length > 0) {
    const gone = former.map(({ AttributeName, AttributeValue }) => ({
      AttributeName,
      AttributeValue,
    }))
    await client.send(
      new DisassociateUserProficienciesCommand({ InstanceId, UserId, UserProficiencies: gone }),
    )
  }
  if (wanted.length === 0) return
  const UserProficiencies = [...wanted]
  await client.send(
    new AssociateUserProficienciesCommand({ InstanceId, UserId, UserProficiencies }),
  )
}

async function proficienciesOf({ client, InstanceId }: Instance, UserId: string) {
  const found = await allOf(
    paginateListUserProficiencies({ client }, { InstanceId, UserId }),
    page => page.UserProficiencyList,
  )
  return found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
