import { apiResource } from '../api-resource.ts'
import { CompareButton } from '../editor/compare-button.tsx'
import { PermissionMatrix } from '../editor/permission-matrix.tsx'
import { permissionsIn } from '../profile-permissions.ts'

export const securityProfiles = apiResource({
  key: 'security-profiles',
  kind: 'security-profile',
  columns: [{ name: 'Description', label: 'description' }],
  fields: [
    { name: 'SecurityProfileName', label: 'name', kind: 'text', required: true, only: 'create' },
    { name: 'Description', label: 'description', kind: 'longText' },
    { name: 'Permissions', label: 'permissions', kind: 'own', Editor: PermissionMatrix },
  ],
  ListActions: CompareButton,
  api: {
    id: 'SecurityProfileId',
    shownId: 'Id',
    name: 'SecurityProfileName',
    arn: 'Arn',
    search: 'SearchSecurityProfiles',
    found: 'SecurityProfiles',
    describe: 'DescribeSecurityProfile',
    described: 'SecurityProfile',
    create: 'CreateSecurityProfile',
    updates: [{ operation: 'UpdateSecurityProfile', members: ['Description', 'Permissions'] }],
    remove: 'DeleteSecurityProfile',
    async more(SecurityProfileId) {
      return { Permissions: await permissionsIn(SecurityProfileId) }
    },
  },
})
