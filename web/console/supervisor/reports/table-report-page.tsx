// Reports that are a table: who came and went, what agents did, which numbers were called, a queue's day.
import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import LineChart from '@cloudscape-design/components/line-chart'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import {
  type Cell,
  type ReportKind,
  type ReportTable,
  shownCell,
} from '../../../../src/api/contract/report-table.ts'
import { languageTag } from '../../../kit/messages.ts'
import { useAnswer } from '../../use-answer.ts'
import { RangePicker } from '../contacts/range-picker.tsx'
import { readRange, writeRange } from '../contacts/time-range.ts'
import { sorted } from '../live/live-rows.ts'
import { requestRoute } from '../request-route.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { useNames } from '../use-names.ts'
import { type Query, useQuery } from '../use-query.ts'
import { type VirtualSort, VirtualTable } from '../virtual-table.tsx'
import { ChoiceField, ChoicesField } from './choice-fields.tsx'
import { ReportFiles } from './report-files.tsx'
import { HOME, ZONES } from './report-zones.ts'
import { SavedReports } from './saved-reports.tsx'
import { useAgents } from './use-agents.ts'
import './reports.css'

/** Those that have pages of this kind; `metrics` has its own. */
export type TableReportKind = Exclude<ReportKind, 'metrics'>

const OF_AGENTS: readonly ReportKind[] = ['sign-ins', 'activity', 'time-in-status']
const INTERVALS = ['FIFTEEN_MIN', 'THIRTY_MIN', 'HOUR', 'DAY']
const LONGEST_MS = 366 * 86_400_000

export function TableReportPage({ kind }: { readonly kind: TableReportKind }) {
  const query = useQuery()
  const names = useNames()
  const queueId = query.get('ids') || (names.queues[0]?.id ?? '')
  const asked = new URLSearchParams({
    time: query.get('time') || '-1-day',
    zone: query.get('zone') || HOME,
    ids: kind === 'queue-day' ? queueId : query.get('ids'),
    ...(kind === 'queue-day' && { interval: query.get('interval') || 'FIFTEEN_MIN' }),
  }).toString()
  const isReady = kind !== 'queue-day' || queueId !== ''
  const { value, problem } = useAnswer(async () => {
    if (!isReady) return undefined
    const path = `/api/report/${kind}?${asked}&language=${languageTag}`
    return await requestRoute<ReportTable>('GET', path)
  }, [kind, asked, isReady])
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description={texts.descriptions[kind]}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <ReportFiles kind={kind} query={asked} />
            <SavedReports page={`/reports/${kind}`} />
          </SpaceBetween>
        }
      >
        {pageTitles[kind]}
      </Header>
      <TableReportFields kind={kind} query={query} queueId={queueId} />
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      {value?.isCut ? <Alert type="warning">{texts.isCut}</Alert> : undefined}
      {value ? <ReportRows report={value} /> : undefined}
    </SpaceBetween>
  )
}

function TableReportFields({
  kind,
  query,
  queueId,
}: {
  readonly kind: TableReportKind
  readonly query: Query
  readonly queueId: string
}) {
  const names = useNames()
  const ofAgents = OF_AGENTS.includes(kind)
  const agents = useAgents(ofAgents)
  const range = readRange(query.get('time') || '-1-day')
  return (
    <div className="reports-fields">
      <RangePicker
        value={range ?? { type: 'relative', amount: 1, unit: 'day' }}
        longestMs={LONGEST_MS}
        onChange={value => query.set({ time: writeRange(value) })}
      />
      <ChoiceField
        label={texts.zone}
        choices={ZONES.map(id => ({ id, name: id }))}
        chosen={query.get('zone') || HOME}
        onChoose={zone => query.set({ zone })}
      />
      {ofAgents ? (
        <ChoicesField
          label={texts.agents}
          choices={agents}
          chosen={query.list('ids')}
          onChoose={ids => query.set({ ids })}
        />
      ) : undefined}
      {kind === 'queue-day' ? (
        <>
          <ChoiceField
            label={texts.dimensions.QUEUE ?? ''}
            choices={names.queues}
            chosen={queueId}
            onChoose={ids => query.set({ ids })}
          />
          <ChoiceField
            label={texts.interval}
            choices={INTERVALS.map(id => ({ id, name: texts.intervals[id] ?? id }))}
            chosen={query.get('interval') || 'FIFTEEN_MIN'}
            onChoose={interval => query.set({ interval })}
          />
        </>
      ) : undefined}
    </div>
  )
}

interface NumberedRow {
  readonly number: number
  readonly cells: readonly Cell[]
}

function ReportRows({ report }: { readonly report: ReportTable }) {
  const { columns, zone, kind } = report
  const [sort, setSort] = useState<VirtualSort>({ column: '', descending: false })
  const by = columns.findIndex(({ id }) => id === sort.column)
  const rows = report.rows.map((cells, number): NumberedRow => ({ number, cells }))
  // As the centre has them, until the user sorts.
  const shown =
    by < 0
      ? rows
      : sorted(
          rows,
          sort,
          row => row.cells[by] ?? undefined,
          row => `${row.number}`,
        )
  const style = { zone, language: languageTag }
  return (
    <SpaceBetween size="m">
      {report.chart && columns[0]?.kind === 'moment' ? <DayChart report={report} /> : undefined}
      <VirtualTable
        label={pageTitles[kind as TableReportKind]}
        rows={shown}
        columns={columns.map((column, index) => ({
          id: column.id,
          header: column.header,
          width: column.kind === 'text' ? 'minmax(130px, 1.4fr)' : 'minmax(120px, 1fr)',
          numeric: !['text', 'moment'].includes(column.kind),
          cell: ({ cells }: NumberedRow) => shownCell(cells[index], column.kind, style),
        }))}
        rowId={({ number }) => `${number}`}
        sort={sort}
        onSort={setSort}
        empty={texts.none}
      />
    </SpaceBetween>
  )
}

function DayChart({ report }: { readonly report: ReportTable }) {
  const { columns, rows, chart, zone } = report
  const style = { zone, language: languageTag }
  const time = new Intl.DateTimeFormat(languageTag, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <Container>
      <LineChart
        height={240}
        hideFilter
        ariaLabel={report.title}
        series={columns.flatMap((column, index) =>
          chart?.of.includes(column.id)
            ? [
                {
                  type: 'line' as const,
                  title: column.header,
                  valueFormatter: (value: number) => shownCell(value, column.kind, style),
                  data: rows.map(row => ({
                    x: new Date(Number(row[0])),
                    y: Number(row[index] ?? 0),
                  })),
                },
              ]
            : [],
        )}
        xScaleType="time"
        i18nStrings={{ xTickFormatter: (at: Date) => time.format(at) }}
        empty={texts.none}
      />
    </Container>
  )
}
