// A report's chart and its numbers.
import BarChart from '@cloudscape-design/components/bar-chart'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import LineChart from '@cloudscape-design/components/line-chart'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { metricKind } from '../../../../src/api/contract/metric-words.ts'
import { languageTag } from '../../../kit/messages.ts'
import { csvOf, download } from '../download.ts'
import { formatFigure } from '../figure.ts'
import { sorted } from '../live/live-rows.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { type VirtualColumn, type VirtualSort, VirtualTable } from '../virtual-table.tsx'
import { comparedWith, type ReportQuestion, type ReportRow } from './report-question.ts'

/** More lines than this nobody can tell apart. */
const LINES_MAX = 8
const BARS_MAX = 30

export interface ReportResultProps {
  readonly rows: readonly ReportRow[]
  readonly before: readonly ReportRow[] | undefined
  readonly question: ReportQuestion
  nameOf(id: string): string
}

export function ReportResult({ rows, before, question, nameOf }: ReportResultProps) {
  const { metrics, interval, by } = question
  const [charted, setCharted] = useState<MetricName | undefined>()
  const [sort, setSort] = useState<VirtualSort>({ column: 'from', descending: false })
  const metric = charted !== undefined && metrics.includes(charted) ? charted : metrics[0]
  const earlier = before && comparedWith(rows, before)
  const moment = momentFormat(question)
  const shown = sorted(
    rows,
    sort,
    row => {
      if (sort.column === 'group') return nameOf(row.group)
      return sort.column === 'from' ? row.from : row.values.get(sort.column)
    },
    row => `${nameOf(row.group)} ${row.from}`,
  )
  const columns: VirtualColumn<ReportRow>[] = [
    {
      id: 'group',
      header: texts.dimensions[by] ?? by,
      width: 'minmax(150px, 1.5fr)',
      cell: row => nameOf(row.group),
    },
    ...(interval === 'TOTAL'
      ? []
      : [
          {
            id: 'from',
            header: texts.from,
            width: 'minmax(160px, 1fr)',
            cell: (row: ReportRow) => moment.format(row.from),
          },
        ]),
    ...metrics.map(each => ({
      id: each,
      header: metricTexts[each],
      width: 'minmax(115px, 1fr)',
      numeric: true,
      cell: (row: ReportRow) => <Compared metric={each} row={row} earlier={earlier} />,
    })),
  ]
  const options = metrics.map(each => ({ value: each, label: metricTexts[each] }))
  return (
    <SpaceBetween size="m">
      {metric === undefined ? undefined : (
        <Container
          header={
            <Header
              variant="h2"
              actions={
                <Select
                  ariaLabel={texts.chart}
                  options={options}
                  selectedOption={options.find(({ value }) => value === metric) ?? null}
                  onChange={({ detail }) =>
                    setCharted(metrics.find(each => each === detail.selectedOption.value))
                  }
                />
              }
            >
              {metricTexts[metric]}
            </Header>
          }
        >
          <Chart rows={rows} metric={metric} question={question} nameOf={nameOf} />
        </Container>
      )}
      <Header
        variant="h2"
        actions={
          <Button
            iconName="download"
            onClick={() => download('report.csv', csvOfReport(shown, question, nameOf))}
          >
            {texts.download}
          </Button>
        }
      >
        {texts.table}
      </Header>
      <VirtualTable
        label={texts.table}
        rows={shown}
        columns={columns}
        rowId={row => `${row.group} ${row.from}`}
        sort={sort}
        onSort={setSort}
        empty={texts.none}
      />
    </SpaceBetween>
  )
}

function momentFormat({ zone, interval }: ReportQuestion): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(languageTag, {
    timeZone: zone,
    dateStyle: 'medium',
    ...(!['DAY', 'WEEK'].includes(interval) && { timeStyle: 'short' }),
  })
}

function Compared({
  metric,
  row,
  earlier,
}: {
  readonly metric: MetricName
  readonly row: ReportRow
  readonly earlier: ((row: ReportRow, metric: string) => number | undefined) | undefined
}) {
  const kind = metricKind(metric)
  const figure = formatFigure(kind, row.values.get(metric))
  if (!earlier) return figure
  return (
    <span title={texts.before}>
      {figure}
      <span className="reports-before">{` (${formatFigure(kind, earlier(row, metric))})`}</span>
    </span>
  )
}

interface ChartProps {
  readonly rows: readonly ReportRow[]
  readonly metric: MetricName
  readonly question: ReportQuestion
  nameOf(id: string): string
}

function Chart({ rows, metric, question, nameOf }: ChartProps) {
  const kind = metricKind(metric)
  const format = (value: number) => formatFigure(kind, value)
  const highest = Math.max(1, ...rows.map(row => row.values.get(metric) ?? 0))
  const common = {
    yDomain: [0, highest],
    height: 260,
    hideFilter: true,
    ariaLabel: metricTexts[metric],
    empty: texts.none,
    yTitle: metricTexts[metric],
  }
  if (question.interval === 'TOTAL') {
    const data = rows.slice(0, BARS_MAX).flatMap(row => {
      const y = row.values.get(metric)
      return y === undefined ? [] : [{ x: nameOf(row.group), y }]
    })
    return (
      <BarChart
        {...common}
        hideLegend
        series={[
          { type: 'bar', title: metricTexts[metric], data, valueFormatter: value => format(value) },
        ]}
        xScaleType="categorical"
        i18nStrings={{ yTickFormatter: format }}
      />
    )
  }
  const groups = [...new Set(rows.map(({ group }) => group))]
  const moment = momentFormat(question)
  return (
    <SpaceBetween size="xs">
      <LineChart
        {...common}
        series={groups.slice(0, LINES_MAX).map(group => ({
          type: 'line',
          title: nameOf(group),
          valueFormatter: (value: number) => format(value),
          data: rows.flatMap(row => {
            const y = row.values.get(metric)
            return row.group !== group || y === undefined ? [] : [{ x: new Date(row.from), y }]
          }),
        }))}
        xScaleType="time"
        i18nStrings={{
          xTickFormatter: (at: Date) => moment.format(at),
          yTickFormatter: format,
        }}
      />
      {groups.length > LINES_MAX ? texts.tooMany(LINES_MAX) : undefined}
    </SpaceBetween>
  )
}

function csvOfReport(
  rows: readonly ReportRow[],
  { metrics, by }: ReportQuestion,
  nameOf: (id: string) => string,
): string {
  return csvOf(
    [texts.dimensions[by] ?? by, texts.from, ...metrics.map(each => metricTexts[each])],
    rows.map(row => [
      nameOf(row.group),
      new Date(row.from).toISOString(),
      ...metrics.map(each => row.values.get(each)),
    ]),
  )
}
