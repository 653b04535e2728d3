// The pages of configured things: a list, a form for a new one, and one thing, for each kind.
import { lazy } from 'react'
import type { ConsolePage, PageGroup } from '../console-page.ts'
import { permissionOf } from './addresses.ts'
import { otherPageNames, type ResourceKey, resourceNames } from './texts/resource-names.ts'

const GROUPS: Readonly<Record<ResourceKey, PageGroup>> = {
  queues: 'routing',
  'routing-profiles': 'routing',
  hours: 'routing',
  'quick-connects': 'routing',
  prompts: 'routing',
  'predefined-attributes': 'routing',
  'data-tables': 'routing',
  'phone-numbers': 'channels',
  'sip-trunks': 'channels',
  'task-templates': 'channels',
  views: 'channels',
  widgets: 'channels',
  messaging: 'channels',
  users: 'users',
  'security-profiles': 'users',
  'agent-statuses': 'users',
  hierarchy: 'users',
}

const load = () => import('./resource-page.tsx')

export const administrationPages: readonly ConsolePage[] = [
  {
    path: '/security-profiles/compare',
    title: otherPageNames.compare,
    permissions: ['SecurityProfiles.View'],
    Page: lazy(async () => ({ default: (await load()).WordedComparePage })),
  },
  {
    path: '/users/import',
    title: otherPageNames.importUsers,
    permissions: ['Users.Create'],
    Page: lazy(async () => ({ default: (await load()).WordedImportPage })),
  },
  ...(Object.keys(GROUPS) as ResourceKey[]).flatMap(pagesOf),
]

function pagesOf(key: ResourceKey): readonly ConsolePage[] {
  const title = resourceNames[key]
  return [
    {
      path: `/${key}`,
      title,
      group: GROUPS[key],
      permissions: [permissionOf(key, 'View')],
      Page: lazy(async () => ({ default: (await load()).listPageOf(key) })),
    },
    {
      path: `/${key}/new`,
      title,
      permissions: [permissionOf(key, 'Create')],
      Page: lazy(async () => ({ default: (await load()).createPageOf(key) })),
    },
    {
      path: `/${key}/:id`,
      title,
      permissions: [permissionOf(key, 'View')],
      Page: lazy(async () => ({ default: (await load()).detailsPageOf(key) })),
    },
  ]
}
