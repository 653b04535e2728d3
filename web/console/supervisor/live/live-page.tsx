// Real-time metrics: what queues, routing profiles and agents do at this moment, as it changes.
import Header from '@cloudscape-design/components/header'
import Tabs from '@cloudscape-design/components/tabs'
import { useLocation, useSearch } from 'wouter'
import type { PageParams } from '../../console-page.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { AgentsTab } from './agents-tab.tsx'
import { CellsTab } from './cells-tab.tsx'
import type { LiveTab } from './live-columns.ts'
import './live.css'

const TABS: readonly LiveTab[] = ['queues', 'profiles', 'agents']

export function LivePage({ params }: { params: PageParams }) {
  const [, goTo] = useLocation()
  const search = new URLSearchParams(useSearch())
  const tab = tabOf(params.tab)
  return (
    <div className="live">
      <Header variant="h1">{pageTitles.live}</Header>
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) => goTo(addressOf(detail.activeTabId, search.get('channel') ?? ''))}
        tabs={TABS.map(id => ({
          id,
          label: texts.tabs[id],
          content:
            id !== tab ? undefined : id === 'agents' ? (
              <AgentsTab />
            ) : (
              <CellsTab key={id} tab={id} />
            ),
        }))}
      />
    </div>
  )
}

/** `routing-profiles` in the address, as it is in the API. */
function tabOf(name: string | undefined): LiveTab {
  if (name === 'routing-profiles') return 'profiles'
  return name === 'agents' ? name : 'queues'
}

function addressOf(tab: string, channel: string): string {
  const name = tab === 'profiles' ? 'routing-profiles' : tab
  return `/console/real-time/${name}${channel === '' ? '' : `?channel=${channel}`}`
}
