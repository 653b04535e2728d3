// Queues or routing profiles, a row each.
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { MetricsSubscription } from '../../../../src/api/contract/metrics-stream.ts'
import { useClock } from '../../../kit/use-clock.ts'
import { csvOf, download } from '../download.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { useNames } from '../use-names.ts'
import { type Query, useQuery } from '../use-query.ts'
import { type VirtualColumn, type VirtualSort, VirtualTable } from '../virtual-table.tsx'
import { Alerts } from './alerts.tsx'
import { headerOf, LevelFigure } from './level-figure.tsx'
import { LinkState } from './link-state.tsx'
import { COLUMNS, isToday, streamMetric } from './live-columns.ts'
import { ChannelFilter, FindFilter, Narrowed } from './live-filter.tsx'
import { cellRows, type LiveRow, sorted } from './live-rows.ts'
import { type LiveChoice, LiveSettings, useLiveChoice } from './live-settings.tsx'
import { QueueFigures } from './queue-figures.tsx'
import { type LiveMetrics, useMetrics } from './use-metrics.ts'
import { useToday } from './use-today.ts'
import { WaitingPanel } from './waiting-panel.tsx'

type CellsTabName = 'queues' | 'profiles'

export function CellsTab({ tab }: { tab: CellsTabName }) {
  const query = useQuery()
  const names = useNames()
  const [choice, choose] = useLiveChoice(tab)
  const [sort, setSort] = useState<VirtualSort>({ column: 'name', descending: false })
  const subscription = subscriptionOf(tab, query)
  const metrics = useMetrics(subscription)
  const now = useClock(metrics.skewMs)
  const today = useTodayOf(tab, metrics, choice.columns, choice.thresholds)
  const of = tab === 'queues' ? 'queueId' : 'routingProfileId'
  const all = cellRows(metrics.board, { of, now, today, nameOf: names.nameOf })
  const find = query.get('find').toLowerCase()
  const rows = sorted(
    all.filter(({ name }) => name.toLowerCase().includes(find)),
    sort,
    row => (sort.column === 'name' ? row.name : row.value(sort.column)),
    row => row.name,
  )
  const columns = useColumns(tab, choice.columns, choice.thresholds, query)
  const open = tab === 'queues' ? query.get('waiting') : ''
  const queue = query.get('queue')
  return (
    <SpaceBetween size="m">
      {tab === 'queues' ? <QueueFigures rows={all} /> : undefined}
      <div className="live-bar">
        <FindFilter query={query} />
        <ChannelFilter query={query} />
        {queue !== '' && tab === 'profiles' ? (
          <Narrowed
            query={query}
            name="queue"
            what={texts.queue}
            of={names.nameOf(queue) ?? queue}
          />
        ) : undefined}
        <LinkState metrics={metrics} />
        <div className="live-bar-end">
          <Button
            iconName="download"
            onClick={() => download(`${tab}.csv`, csvOfRows(rows, choice.columns))}
          >
            {texts.download}
          </Button>
          <LiveSettings tab={tab} choice={choice} onChoose={choose} />
        </div>
      </div>
      <Alerts rows={all} thresholds={choice.thresholds} />
      <div className={open === '' ? 'live-body' : 'live-body live-body-open'}>
        <VirtualTable
          label={texts.tabs[tab]}
          rows={rows}
          columns={columns}
          rowId={({ id }) => id}
          selected={open}
          sort={sort}
          onSort={setSort}
          empty={metrics.version < 0 ? '' : tab === 'queues' ? texts.noQueues : texts.noProfiles}
        />
        {open === '' ? undefined : (
          <WaitingPanel
            key={open}
            queueId={open}
            name={names.nameOf(open) ?? open}
            waiting={all.find(({ id }) => id === open)?.value('CONTACTS_IN_QUEUE')}
            skewMs={metrics.skewMs}
            onClose={() => query.set({ waiting: '' })}
          />
        )}
      </div>
    </SpaceBetween>
  )
}

function subscriptionOf(tab: CellsTabName, query: Query): MetricsSubscription {
  const channel = query.get('channel')
  const queue = query.get('queue')
  const metrics = [...new Set(COLUMNS[tab].filter(each => !isToday(each)).map(streamMetric))]
  return {
    ...(tab === 'queues' ? { queues: 'all', groupings: ['QUEUE'] } : {}),
    ...(tab === 'profiles' && {
      // Of one queue: the profiles that serve it.
      ...(queue === '' ? { routingProfiles: 'all' } : { queues: [queue] }),
      groupings: ['ROUTING_PROFILE'],
    }),
    ...(channel !== '' && { channels: [channel] }),
    metrics,
  }
}

function useTodayOf(
  tab: CellsTabName,
  { board, version }: LiveMetrics,
  columns: LiveChoice['columns'],
  thresholds: LiveChoice['thresholds'],
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the board is another one with each version
  const ids = useMemo(() => {
    const of = tab === 'queues' ? 'queueId' : 'routingProfileId'
    return [...new Set([...board.cells.values()].flatMap(cell => cell[of] ?? []))].sort()
  }, [board, version, tab])
  const asked = COLUMNS[tab].filter(
    each =>
      isToday(each) && (columns.includes(each) || thresholds.some(({ metric }) => metric === each)),
  )
  return useToday(tab === 'queues' ? 'QUEUE' : 'ROUTING_PROFILE', ids, asked)
}

function useColumns(
  tab: CellsTabName,
  chosen: LiveChoice['columns'],
  thresholds: LiveChoice['thresholds'],
  query: Query,
): readonly VirtualColumn<LiveRow>[] {
  const [, goTo] = useLocation()
  const open = (row: LiveRow) =>
    tab === 'queues'
      ? goTo(`/console/real-time/routing-profiles?queue=${row.id}`)
      : goTo(`/console/real-time/agents?profile=${row.id}`)
  const label = tab === 'queues' ? texts.open.profiles : texts.open.agents
  const { set } = query
  return [
    {
      id: 'name',
      header: texts.name,
      width: 'minmax(160px, 2fr)',
      cell: row => (
        <button
          type="button"
          className="live-link"
          aria-label={`${row.name}: ${label(row.name)}`}
          title={label(row.name)}
          onClick={() => open(row)}
        >
          {row.name}
        </button>
      ),
    },
    ...chosen.map((metric): VirtualColumn<LiveRow> => {
      const figure = (row: LiveRow) => (
        <LevelFigure metric={metric} value={row.value(metric)} thresholds={thresholds} />
      )
      return {
        id: metric,
        header: headerOf(metric),
        width: 'minmax(108px, 1fr)',
        numeric: true,
        cell: row =>
          metric === 'CONTACTS_IN_QUEUE' && tab === 'queues' ? (
            <button
              type="button"
              className="live-link"
              aria-label={`${row.value(metric) ?? 0}: ${texts.open.waiting(row.name)}`}
              title={texts.open.waiting(row.name)}
              onClick={() => set({ waiting: row.id })}
            >
              {figure(row)}
            </button>
          ) : (
            figure(row)
          ),
      }
    }),
  ]
}

function csvOfRows(rows: readonly LiveRow[], columns: LiveChoice['columns']): string {
  return csvOf(
    [texts.name, ...columns.map(headerOf)],
    rows.map(row => [row.name, ...columns.map(column => row.value(column))]),
  )
}
