// Every agent: what they do, since when, with whom. Ten thousand of them scroll as ten do.
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import type { MetricsAgent } from '../../../../src/api/contract/metrics-stream.ts'
import { all } from '../../../kit/connect.ts'
import { formatDuration } from '../../../kit/format-duration.ts'
import { useClock } from '../../../kit/use-clock.ts'
import { useAnswer } from '../../use-answer.ts'
import { csvOf, download } from '../download.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { type Names, useNames } from '../use-names.ts'
import { type Query, useQuery } from '../use-query.ts'
import { type VirtualColumn, type VirtualSort, VirtualTable } from '../virtual-table.tsx'
import { AgentPanel } from './agent-panel.tsx'
import { activityOf, dotOf } from './agent-words.ts'
import { Alerts } from './alerts.tsx'
import { LevelFigure } from './level-figure.tsx'
import { LinkState } from './link-state.tsx'
import { ChannelFilter, ChoiceFilter, FindFilter } from './live-filter.tsx'
import { agentRow, agentsThat, sorted } from './live-rows.ts'
import { LiveSettings, useLiveChoice } from './live-settings.tsx'
import type { Threshold } from './thresholds.ts'
import { useMetrics } from './use-metrics.ts'

export function AgentsTab() {
  const query = useQuery()
  const names = useNames()
  const [choice, choose] = useLiveChoice('agents')
  const [sort, setSort] = useState<VirtualSort>({ column: 'agent', descending: false })
  const metrics = useMetrics(SUBSCRIPTION)
  const now = useClock(metrics.skewMs)
  const members = useMembers(query.get('group'))
  const { board, version } = metrics
  const [find, status, channel, profile] = ['find', 'status', 'channel', 'profile'].map(query.get)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board is another one with each version
  const rows = useMemo(() => {
    const found = agentsThat(board, {
      find: find ?? '',
      status: status ?? '',
      channel: channel ?? '',
      profiles: profile ? new Set([profile]) : undefined,
      agents: members,
    })
    return sorted(
      found,
      sort,
      agent => sortKey(agent, sort.column, names),
      agent => agent.username,
    )
  }, [board, version, find, status, channel, profile, members, sort, names])
  const limited = useMemo(
    () => (choice.thresholds.length === 0 ? [] : rows.map(agent => agentRow(agent, now))),
    [rows, now, choice.thresholds],
  )
  const columns = columnsOf(names, now, choice.thresholds, query)
  const chosen = board.agents.get(query.get('agent'))
  return (
    <SpaceBetween size="m">
      <div className="live-bar">
        <FindFilter query={query} />
        <ChoiceFilter query={query} name="status" label={texts.status} choices={names.statuses} />
        <ChoiceFilter query={query} name="profile" label={texts.profile} choices={names.profiles} />
        {names.groups.length === 0 ? undefined : (
          <ChoiceFilter query={query} name="group" label={texts.group} choices={names.groups} />
        )}
        <ChannelFilter query={query} />
        <LinkState metrics={metrics} />
        <div className="live-bar-end">
          <span className="kit-figures">{texts.rows(rows.length)}</span>
          <Button
            iconName="download"
            onClick={() => download('agents.csv', csvOfAgents(rows, names, now))}
          >
            {texts.download}
          </Button>
          <LiveSettings tab="agents" choice={choice} onChoose={choose} />
        </div>
      </div>
      <Alerts rows={limited} thresholds={choice.thresholds} />
      <div className={chosen ? 'live-body live-body-open' : 'live-body'}>
        <VirtualTable
          label={texts.tabs.agents}
          rows={rows}
          columns={columns}
          rowId={({ agentId }) => agentId}
          selected={chosen?.agentId}
          sort={sort}
          onSort={setSort}
          empty={version < 0 ? '' : texts.nobodyHere}
        />
        {chosen ? (
          <AgentPanel
            key={chosen.agentId}
            agent={chosen}
            names={names}
            now={now}
            onClose={() => query.set({ agent: '' })}
          />
        ) : undefined}
      </div>
    </SpaceBetween>
  )
}

const SUBSCRIPTION = { agents: 'all' } as const

/** The users of a hierarchy group and those below it; undefined for all. */
function useMembers(group: string): ReadonlySet<string> | undefined {
  const { value } = useAnswer(
    async signal => {
      if (group === '') return undefined
      const SearchCriteria = {
        HierarchyGroupCondition: { Value: group, HierarchyGroupMatchType: 'WITH_CHILD_GROUPS' },
      } as const
      const users = await all(
        'SearchUsers',
        { SearchCriteria, MaxResults: 500 },
        page => page.Users,
        signal,
      )
      return new Set(users.flatMap(({ Id }) => Id ?? []))
    },
    [group],
  )
  return value
}

function sortKey(agent: MetricsAgent, column: string, names: Names): string | number | undefined {
  switch (column) {
    case 'status':
      return agent.status
    case 'since':
      return -agent.statusSince
    case 'activity':
      return agent.contacts[0]?.state
    case 'contact':
      return agent.contacts[0] && -agent.contacts[0].since
    case 'free':
      return freeOf(agent)
    case 'profile':
      return names.nameOf(agent.routingProfileId)
    default:
      return agent.username
  }
}

function columnsOf(
  names: Names,
  now: number,
  thresholds: readonly Threshold[],
  { set }: Query,
): readonly VirtualColumn<MetricsAgent>[] {
  return [
    {
      id: 'agent',
      header: texts.agent,
      width: 'minmax(140px, 1.4fr)',
      cell: agent => (
        <button
          type="button"
          className="live-link"
          aria-label={`${agent.username}: ${texts.open.agent(agent.username)}`}
          onClick={() => set({ agent: agent.agentId })}
        >
          {agent.username}
        </button>
      ),
    },
    {
      id: 'status',
      header: texts.status,
      width: 'minmax(130px, 1fr)',
      cell: agent => (
        <span className="live-status">
          <span className={`live-dot live-dot-${dotOf(agent)}`} />
          {agent.status}
        </span>
      ),
    },
    {
      id: 'since',
      header: texts.since,
      width: '100px',
      numeric: true,
      cell: agent => (
        <LevelFigure
          metric="STATUS_AGE"
          value={Math.max(0, Math.floor((now - agent.statusSince) / 1000))}
          thresholds={agent.statusType === 'OFFLINE' ? [] : thresholds}
        />
      ),
    },
    {
      id: 'activity',
      header: texts.activity,
      width: 'minmax(200px, 2fr)',
      cell: agent => activityOf(agent, names),
    },
    {
      id: 'contact',
      header: texts.contactFor,
      width: '110px',
      numeric: true,
      cell: agent => (
        <LevelFigure
          metric="CONTACT_AGE"
          value={agentRow(agent, now).value('CONTACT_AGE')}
          thresholds={thresholds}
        />
      ),
    },
    {
      id: 'free',
      header: texts.free,
      width: 'minmax(120px, 1fr)',
      cell: freeOf,
    },
    {
      id: 'profile',
      header: texts.profile,
      width: 'minmax(150px, 1.2fr)',
      cell: agent => names.nameOf(agent.routingProfileId) ?? agent.routingProfileId,
    },
  ]
}

/** For example `Voice 1, Chat 2`. */
function freeOf({ freeSlots }: MetricsAgent): string {
  const free = Object.entries(freeSlots).filter(([, slots]) => slots > 0)
  return free.map(([channel, slots]) => `${texts.channels[channel] ?? channel} ${slots}`).join(', ')
}

function csvOfAgents(rows: readonly MetricsAgent[], names: Names, now: number): string {
  return csvOf(
    [texts.agent, texts.status, texts.since, texts.activity, texts.free, texts.profile],
    rows.map(agent => [
      agent.username,
      agent.status,
      formatDuration(now - agent.statusSince),
      activityOf(agent, names),
      freeOf(agent),
      names.nameOf(agent.routingProfileId),
    ]),
  )
}
