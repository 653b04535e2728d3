// The page of the operations team.
import { lazy } from 'react'
import { inUsersLanguage } from '../../kit/messages.ts'
import type { ConsolePage } from '../console-page.ts'

export const operationsPages: readonly ConsolePage[] = [
  {
    path: '/operations',
    title: inUsersLanguage({ en: 'Operations', de: 'Betrieb', ja: '運用' }),
    group: 'live',
    permissions: ['Operations.View'],
    Page: lazy(async () => ({ default: (await import('./operations-page.tsx')).OperationsPage })),
  },
]
