import { allOf, apiResource, call } from '../api-resource.ts'
import { PasswordTab } from '../editor/password-tab.tsx'
import { ProficienciesEditor } from '../editor/proficiencies-editor.tsx'
import { ImportButton } from '../import/import-button.tsx'
import type { Field, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { listChange, type Values, valueAt } from '../values.ts'

interface Proficiency {
  readonly AttributeName: string
  readonly AttributeValue: string
  readonly Level: number
}

const hasDeskPhone = (values: Values) => valueAt(values, 'PhoneConfig.PhoneType') === 'DESK_PHONE'

/** Also of those who come from a file. */
export const userFields: readonly Field[] = [
  { name: 'Username', label: 'username', kind: 'text', required: true, only: 'create' },
  { name: 'Password', label: 'password', kind: 'password', required: true, only: 'create' },
  { name: 'IdentityInfo.FirstName', label: 'firstName', kind: 'text', required: true },
  { name: 'IdentityInfo.LastName', label: 'lastName', kind: 'text', required: true },
  { name: 'IdentityInfo.Email', label: 'email', kind: 'text' },
  {
    name: 'RoutingProfileId',
    label: 'routingProfile',
    kind: 'pick',
    of: 'routing-profiles',
    required: true,
    bulk: true,
  },
  {
    name: 'SecurityProfileIds',
    label: 'securityProfiles',
    kind: 'picks',
    of: 'security-profiles',
    required: true,
    bulk: true,
  },
  {
    name: 'PhoneConfig.PhoneType',
    label: 'phoneType',
    kind: 'choice',
    options: ['SOFT_PHONE', 'DESK_PHONE'],
    required: true,
  },
  {
    name: 'PhoneConfig.DeskPhoneNumber',
    label: 'deskPhone',
    kind: 'text',
    shownIf: hasDeskPhone,
  },
  { name: 'PhoneConfig.AutoAccept', label: 'autoAccept', kind: 'flag', bulk: true },
  {
    name: 'PhoneConfig.AfterContactWorkTimeLimit',
    label: 'afterCallLimit',
    kind: 'number',
    min: 0,
    bulk: true,
  },
  { name: 'HierarchyGroupId', label: 'hierarchyGroup', kind: 'pick', of: 'hierarchy', bulk: true },
  {
    name: 'Proficiencies',
    label: 'proficiencies',
    kind: 'own',
    Editor: ProficienciesEditor,
    only: 'edit',
  },
]

export const users = apiResource({
  key: 'users',
  kind: 'agent',
  columns: [
    { name: 'IdentityInfo', label: 'lastName', show: fullName },
    { name: 'RoutingProfileId', label: 'routingProfile', of: 'routing-profiles' },
    { name: 'SecurityProfileIds', label: 'securityProfiles', of: 'security-profiles' },
    { name: 'PhoneConfig.PhoneType', label: 'phoneType' },
    { name: 'HierarchyGroupId', label: 'hierarchyGroup', of: 'hierarchy' },
  ],
  fields: userFields,
  beginning: { PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 0 } },
  tabs: [{ id: 'password', label: editorTexts.password, Content: PasswordTab }],
  ListActions: ImportButton,
  api: {
    id: 'UserId',
    shownId: 'Id',
    name: 'Username',
    arn: 'Arn',
    search: 'SearchUsers',
    found: 'Users',
    searchField: 'Username',
    describe: 'DescribeUser',
    described: 'User',
    create: 'CreateUser',
    updates: [
      { operation: 'UpdateUserIdentityInfo', members: ['IdentityInfo'] },
      { operation: 'UpdateUserPhoneConfig', members: ['PhoneConfig'] },
      { operation: 'UpdateUserRoutingProfile', members: ['RoutingProfileId'] },
      { operation: 'UpdateUserSecurityProfiles', members: ['SecurityProfileIds'] },
      { operation: 'UpdateUserHierarchy', members: ['HierarchyGroupId'] },
    ],
    remove: 'DeleteUser',
    async more(UserId) {
      return {
        Proficiencies: await allOf('ListUserProficiencies', { UserId }, 'UserProficiencyList'),
      }
    },
    afterUpdate: changeProficiencies,
  },
})

async function changeProficiencies({ id, values }: Row, after: Values): Promise<void> {
  const { added, removed, kept } = listChange(
    proficienciesIn(values),
    proficienciesIn(after),
    each => `${each.AttributeName} ${each.AttributeValue}`,
  )
  const about = { UserId: id }
  if (removed.length > 0) {
    const UserProficiencies = removed.map(({ AttributeName, AttributeValue }) => {
      return { AttributeName, AttributeValue }
    })
    await call('DisassociateUserProficiencies', { ...about, UserProficiencies })
  }
  if (added.length > 0) {
    await call('AssociateUserProficiencies', { ...about, UserProficiencies: added })
  }
  if (kept.length > 0) await call('UpdateUserProficiencies', { ...about, UserProficiencies: kept })
}

function proficienciesIn({ Proficiencies }: Values): readonly Proficiency[] {
  return (Proficiencies ?? []) as readonly Proficiency[]
}

function fullName(_: unknown, values: Values): string {
  const names = [
    valueAt(values, 'IdentityInfo.FirstName'),
    valueAt(values, 'IdentityInfo.LastName'),
  ]
  return names.filter(Boolean).join(' ') || '–'
}
