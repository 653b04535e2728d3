// Reports over history: numbers and a chart, by queue, agent, routing profile or channel.
import Alert from '@cloudscape-design/components/alert'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useState } from 'react'
import { METRICS_OF, type ReportDimension } from '../../../../src/api/contract/report-metrics.ts'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { RangePicker } from '../contacts/range-picker.tsx'
import { borders, readRange, writeRange } from '../contacts/time-range.ts'
import { liveTexts } from '../texts/live-texts.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { type Named, type Names, useNames } from '../use-names.ts'
import { type Query, useQuery } from '../use-query.ts'
import { ChoiceField, ChoicesField } from './choice-fields.tsx'
import { ReportFiles } from './report-files.tsx'
import { askReport, type ReportQuestion, timeBefore } from './report-question.ts'
import { ReportResult } from './report-result.tsx'
import { HOME, ZONES } from './report-zones.ts'
import { SavedReports } from './saved-reports.tsx'
import { useAgents } from './use-agents.ts'
import './reports.css'

const DIMENSIONS: readonly ReportDimension[] = ['QUEUE', 'AGENT', 'ROUTING_PROFILE', 'CHANNEL']
const INTERVALS = ['TOTAL', 'FIFTEEN_MIN', 'THIRTY_MIN', 'HOUR', 'DAY', 'WEEK']
const LONGEST_MS = 366 * 86_400_000

export function ReportsPage() {
  const query = useQuery()
  const names = useNames()
  const { signedIn } = useConsole()
  const agents = useAgents(dimensionOf(query) === 'AGENT')
  const choices = choicesOf(dimensionOf(query), names, agents)
  const [now, setNow] = useState(() => Date.now())
  const asked = query.get('time')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a recent time ends when it is asked for
  useEffect(() => setNow(Date.now()), [asked])
  const question = questionOf(query, choices, now)
  const compares = query.get('compare') !== ''
  const { value, asking, problem } = useAnswer(
    async signal => {
      if (question.ids.length === 0) return undefined
      const ask = (each: ReportQuestion) => askReport(signedIn.session.instanceArn, each, signal)
      const rows = await ask(question)
      return { rows, before: compares ? await ask(timeBefore(question)) : undefined, question }
    },
    [JSON.stringify(question), compares],
  )
  const nameOf = (id: string) =>
    choices.find(each => each.id === id)?.name ?? liveTexts.channels[id] ?? names.nameOf(id) ?? id
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        actions={
          <div className="reports-actions">
            <SpaceBetween size="xs" direction="horizontal">
              <ReportFiles kind="metrics" query={fileQuery(query, question)} />
              <SavedReports page="/reports" />
            </SpaceBetween>
          </div>
        }
      >
        {pageTitles.reports}
      </Header>
      <ReportFields query={query} choices={choices} question={question} />
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      {value ? <ReportResult {...value} nameOf={nameOf} /> : asking ? undefined : texts.none}
    </SpaceBetween>
  )
}

function ReportFields({
  query,
  choices,
  question,
}: {
  readonly query: Query
  readonly choices: readonly Named[]
  readonly question: ReportQuestion
}) {
  const { by, interval, zone, metrics } = question
  const named = (ids: readonly string[], words: Readonly<Record<string, string>>) =>
    ids.map(id => ({ id, name: words[id] ?? id }))
  return (
    <div className="reports-fields">
      <FormField label={texts.by}>
        <Select
          options={DIMENSIONS.map(value => ({ value, label: texts.dimensions[value] ?? value }))}
          selectedOption={{ value: by, label: texts.dimensions[by] ?? by }}
          onChange={({ detail }) =>
            query.set({ by: detail.selectedOption.value ?? '', ids: '', metrics: '' })
          }
        />
      </FormField>
      <FormField label={texts.time}>
        <RangePicker
          value={rangeOf(query)}
          longestMs={LONGEST_MS}
          onChange={value => query.set({ time: writeRange(value) })}
        />
      </FormField>
      <ChoiceField
        label={texts.interval}
        choices={named(INTERVALS, texts.intervals)}
        chosen={interval}
        onChoose={chosen => query.set({ interval: chosen })}
      />
      <ChoiceField
        label={texts.zone}
        choices={named(ZONES, {})}
        chosen={zone}
        onChoose={chosen => query.set({ zone: chosen })}
      />
      <ChoicesField
        label={texts.metrics}
        choices={named(METRICS_OF[by].all, metricTexts)}
        chosen={metrics}
        onChoose={chosen => query.set({ metrics: chosen })}
      />
      <ChoicesField
        label={texts.only}
        choices={choices}
        chosen={query.list('ids')}
        onChoose={chosen => query.set({ ids: chosen })}
      />
      <Checkbox
        checked={query.get('compare') !== ''}
        onChange={({ detail }) => query.set({ compare: detail.checked ? 'before' : '' })}
      >
        {texts.compare}
      </Checkbox>
    </div>
  )
}

/** What the centre is to put into a file: the same, over the very time that is shown. */
function fileQuery(query: Query, { by, from, until, interval, zone, metrics }: ReportQuestion) {
  const time = `${new Date(from).toISOString()}..${new Date(until).toISOString()}`
  const asked = { by, time, interval, zone, metrics: metrics.join(), ids: query.get('ids') }
  return new URLSearchParams(asked).toString()
}

function dimensionOf(query: Query): ReportDimension {
  return DIMENSIONS.find(each => each === query.get('by')) ?? 'QUEUE'
}

function rangeOf(query: Query) {
  return (
    readRange(query.get('time')) ?? { type: 'relative' as const, amount: 1, unit: 'day' as const }
  )
}

function questionOf(query: Query, choices: readonly Named[], now: number): ReportQuestion {
  const by = dimensionOf(query)
  const asked = query.list('metrics')
  const chosen = METRICS_OF[by].all.filter((each: MetricName) => asked.includes(each))
  const ids = query.list('ids')
  return {
    by,
    ...borders(rangeOf(query), now),
    interval: INTERVALS.find(each => each === query.get('interval')) ?? 'TOTAL',
    zone: ZONES.find(each => each === query.get('zone')) ?? HOME,
    metrics: chosen.length > 0 ? chosen : METRICS_OF[by].given,
    ids: ids.length > 0 ? ids : choices.map(({ id }) => id),
  }
}

function choicesOf(by: ReportDimension, names: Names, agents: readonly Named[]): readonly Named[] {
  if (by === 'AGENT') return agents
  return by === 'ROUTING_PROFILE' ? names.profiles : names.queues
}
