import { lazy } from 'react'
import type { ConsolePage } from '../console-page.ts'
import { pageTitles as titles } from './texts/page-titles.ts'

export const supervisorPages: readonly ConsolePage[] = [
  {
    path: '/real-time/:tab?',
    title: titles.live,
    permissions: ['AccessMetrics.View'],
    Page: lazy(() =>
      import('./live/live-page.tsx').then(({ LivePage }) => ({ default: LivePage })),
    ),
  },
]
