import { createElement, lazy } from 'react'
import type { ConsolePage } from '../console-page.ts'
import type { TableReportKind } from './reports/table-report-page.tsx'
import { pageTitles as titles } from './texts/page-titles.ts'

const METRICS = ['AccessMetrics.View']
const Live = lazy(() =>
  import('./live/live-page.tsx').then(({ LivePage }) => ({ default: LivePage })),
)

/** One page shows them all. */
function tableReport(kind: TableReportKind, permission: string): ConsolePage {
  return {
    path: `/reports/${kind}`,
    title: titles[kind],
    group: 'history',
    permissions: [permission],
    Page: lazy(() =>
      import('./reports/table-report-page.tsx').then(({ TableReportPage }) => ({
        default: () => createElement(TableReportPage, { kind }),
      })),
    ),
  }
}

export const supervisorPages: readonly ConsolePage[] = [
  { path: '/real-time', title: titles.live, group: 'live', permissions: METRICS, Page: Live },
  { path: '/real-time/:tab', title: titles.live, permissions: METRICS, Page: Live },
  {
    path: '/contacts',
    title: titles.contacts,
    group: 'history',
    permissions: ['Contacts.View'],
    Page: lazy(() =>
      import('./contacts/search-page.tsx').then(({ SearchPage }) => ({ default: SearchPage })),
    ),
  },
  {
    path: '/contacts/:contactId',
    title: titles.contact,
    permissions: ['Contacts.View'],
    Page: lazy(() =>
      import('./contacts/details-page.tsx').then(({ DetailsPage }) => ({ default: DetailsPage })),
    ),
  },
  {
    path: '/reports',
    title: titles.reports,
    group: 'history',
    permissions: METRICS,
    Page: lazy(() =>
      import('./reports/reports-page.tsx').then(({ ReportsPage }) => ({ default: ReportsPage })),
    ),
  },
  {
    path: '/scheduled-reports',
    title: titles.scheduled,
    group: 'history',
    permissions: ['MetricsReports.Schedule'],
    Page: lazy(() =>
      import('./reports/scheduled-reports-page.tsx').then(({ ScheduledReportsPage }) => ({
        default: ScheduledReportsPage,
      })),
    ),
  },
  tableReport('sign-ins', 'AgentTimeCard.View'),
  tableReport('activity', 'AgentActivityAudit.Access'),
  tableReport('time-in-status', 'AgentActivityAudit.Access'),
  tableReport('phone-numbers', 'AccessMetrics.View'),
  tableReport('queue-day', 'AccessMetrics.View'),
  {
    path: '/wallboards',
    title: titles.wallboards,
    group: 'live',
    permissions: METRICS,
    Page: lazy(() =>
      import('./wallboard/wallboards-page.tsx').then(({ WallboardsPage }) => ({
        default: WallboardsPage,
      })),
    ),
  },
  {
    path: '/wallboards/:boardId',
    title: titles.wallboard,
    permissions: METRICS,
    wide: true,
    Page: lazy(() =>
      import('./wallboard/wall-page.tsx').then(({ WallPage }) => ({ default: WallPage })),
    ),
  },
]
