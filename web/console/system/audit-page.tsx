// Who did what: looked up, page by page, and exported.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Papa from 'papaparse'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type AuditQuestion, lookUp } from '../administration/audit-log.ts'
import { type AuditEvent, readRecord } from '../administration/audit-record.ts'
import { save } from '../administration/save.ts'
import { sentenceOf } from '../use-answer.ts'
import './system.css'
import { systemTexts } from './texts/system-texts.ts'

const { audit: texts } = systemTexts
const PAUSE_MS = 300
/** Of an export, in pages of 50. */
const EXPORT_PAGES_MAX = 200

export function AuditPage() {
  const [asked, setAsked] = useSearchParams()
  const key = asked.get('by') ?? 'Username'
  const value = asked.get('value') ?? ''
  const [events, setEvents] = useState<readonly AuditEvent[]>([])
  const [next, setNext] = useState<string | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  const [times, setTimes] = useState(0)
  const question: AuditQuestion = value === '' ? {} : { attribute: { key, value } }
  const show = (page: Awaited<ReturnType<typeof lookUp>>, before: readonly AuditEvent[]) => {
    setEvents([...before, ...page.Events])
    setNext(page.NextToken)
    setProblem(undefined)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is made of key and value
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      () =>
        void lookUp(question, abort.signal).then(
          page => show(page, []),
          error => (abort.signal.aborted ? undefined : setProblem(sentenceOf(error))),
        ),
      times === 0 && value === '' ? 0 : PAUSE_MS,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, value, times])
  const options = Object.entries(texts.keys).map(([id, label]) => ({ value: id, label }))
  return (
    <Table
      variant="full-page"
      items={events}
      trackBy="EventId"
      wrapLines
      stickyHeader
      empty={problem === undefined ? texts.empty : <Alert type="error">{problem}</Alert>}
      ariaLabels={{ tableLabel: texts.title }}
      header={
        <Header
          variant="awsui-h1-sticky"
          description={texts.intro}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="refresh"
                ariaLabel={texts.refresh}
                onClick={() => setTimes(each => each + 1)}
              />
              <Button
                iconName="download"
                onClick={() =>
                  void everything(question).then(
                    all => save('audit.csv', asCsv(all), 'text/csv'),
                    error => setProblem(sentenceOf(error)),
                  )
                }
              >
                {texts.export}
              </Button>
            </SpaceBetween>
          }
        >
          {texts.title}
        </Header>
      }
      filter={
        <div className="system-filter">
          <Select
            options={options}
            selectedOption={options.find(each => each.value === key) ?? null}
            ariaLabel={texts.by}
            onChange={({ detail }) =>
              setAsked({ by: detail.selectedOption.value ?? '', value }, { replace: true })
            }
          />
          <Input
            value={value}
            type="search"
            ariaLabel={texts.value}
            placeholder={texts.value}
            onChange={({ detail }) => setAsked({ by: key, value: detail.value }, { replace: true })}
          />
        </div>
      }
      footer={
        next === undefined ? undefined : (
          <Button
            onClick={() =>
              void lookUp({ ...question, next }).then(
                page => show(page, events),
                error => setProblem(sentenceOf(error)),
              )
            }
          >
            {texts.more}
          </Button>
        )
      }
      columnDefinitions={[
        {
          id: 'when',
          header: texts.when,
          width: 190,
          cell: each => new Date(each.EventTime * 1000).toLocaleString(),
        },
        { id: 'who', header: texts.who, width: 150, cell: whoOf },
        { id: 'what', header: texts.what, isRowHeader: true, cell: each => each.EventName },
        {
          id: 'from',
          header: texts.from,
          width: 140,
          cell: each => String(readRecord(each).sourceIPAddress ?? '–'),
        },
        { id: 'outcome', header: texts.outcome, width: 190, cell: Outcome },
        {
          id: 'details',
          header: texts.details,
          cell: each => (
            <ExpandableSection headerText={texts.details}>
              <pre className="system-record">{JSON.stringify(readRecord(each), undefined, 2)}</pre>
            </ExpandableSection>
          ),
        },
      ]}
    />
  )
}

function Outcome(event: AuditEvent) {
  const { errorCode } = readRecord(event)
  return errorCode === undefined ? (
    <StatusIndicator type="success">{texts.done}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{String(errorCode)}</StatusIndicator>
  )
}

function whoOf({ Username, AccessKeyId }: AuditEvent): string {
  return Username ?? AccessKeyId ?? '–'
}

async function everything(question: AuditQuestion): Promise<readonly AuditEvent[]> {
  const found: AuditEvent[] = []
  let next: string | undefined
  for (let page = 0; page < EXPORT_PAGES_MAX; page++) {
    const answer = await lookUp({ ...question, ...(next !== undefined && { next }) })
    found.push(...answer.Events)
    next = answer.NextToken
    if (next === undefined) break
  }
  return found
}

function asCsv(events: readonly AuditEvent[]): string {
  return Papa.unparse(
    events.map(event => ({
      time: new Date(event.EventTime * 1000).toISOString(),
      who: whoOf(event),
      what: event.EventName,
      source: event.EventSource,
      record: event.CloudTrailEvent,
    })),
    // What people typed must not become a formula in a spreadsheet.
    { escapeFormulae: true },
  )
}
