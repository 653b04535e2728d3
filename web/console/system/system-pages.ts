// The pages about the instance itself.
import { lazy } from 'react'
import { otherPageNames as names } from '../administration/texts/resource-names.ts'
import type { ConsolePage } from '../console-page.ts'

export const systemPages: readonly ConsolePage[] = [
  {
    path: '/settings',
    title: names.settings,
    group: 'system',
    permissions: ['Instances.View'],
    Page: lazy(async () => ({ default: (await import('./settings-page.tsx')).SettingsPage })),
  },
  {
    path: '/usage',
    title: names.usage,
    group: 'system',
    permissions: ['Instances.View'],
    Page: lazy(async () => ({ default: (await import('./usage-page.tsx')).UsagePage })),
  },
  {
    path: '/streams',
    title: names.streams,
    group: 'system',
    permissions: ['Instances.Edit'],
    Page: lazy(async () => ({ default: (await import('./streams-page.tsx')).StreamsPage })),
  },
  {
    path: '/audit',
    title: names.audit,
    group: 'system',
    permissions: ['Instances.View'],
    Page: lazy(async () => ({ default: (await import('./audit-page.tsx')).AuditPage })),
  },
]
