// What is closed, or says something before it goes on: numbers, queues and flows, and who did it.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import Tabs from '@cloudscape-design/components/tabs'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import type {
  OperationsEntry,
  OperationsOverview,
  OperationsState,
  OperationsTarget,
} from '../../../src/api/contract/operations-http.ts'
import { sentenceOf, useAnswer } from '../use-answer.ts'
import { useConsole } from '../use-console.ts'
import { NoticeDialog } from './notice-dialog.tsx'
import { backToUsual, operationsNow } from './operations-client.ts'
import { operationsTexts as texts } from './texts/operations-texts.ts'

const KINDS: readonly OperationsTarget[] = ['phone-number', 'queue', 'contact-flow']
/** Others may close things too, and what was closed for a while opens by itself. */
const ASK_EVERY_MS = 5000
const SHOWN_MAX = 200

export function OperationsPage() {
  const { notify, may } = useConsole()
  const { value, problem, again } = useAnswer(operationsNow, [])
  const [asked, setAsked] = useSearchParams()
  const [changing, setChanging] = useState<OperationsState | undefined>()
  useEffect(() => {
    const timer = setInterval(() => (document.hidden ? undefined : again()), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  const kind = KINDS.find(each => each === asked.get('kind')) ?? 'phone-number'
  const text = asked.get('name') ?? ''
  const targets = (value?.targets ?? []).filter(
    each => each.target === kind && each.name.toLowerCase().includes(text.toLowerCase()),
  )
  // What is not as usual is seen first.
  const shown = [...targets.filter(each => each.now), ...targets.filter(each => !each.now)]
  const reopen = (state: OperationsState) =>
    backToUsual(state).then(
      () => {
        notify('success', texts.reopened(state.name))
        again()
      },
      error => notify('error', sentenceOf(error)),
    )
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={texts.intro}>
        {texts.title}
      </Header>
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      <Tabs
        activeTabId={kind}
        ariaLabel={texts.title}
        onChange={({ detail }) => setAsked({ kind: detail.activeTabId }, { replace: true })}
        tabs={KINDS.map(id => ({
          id,
          label: labelOf(id, value?.targets ?? []),
          content:
            id === kind ? (
              <Targets
                label={texts.kinds[id]}
                targets={shown.slice(0, SHOWN_MAX)}
                text={text}
                onSearch={name =>
                  setAsked(name === '' ? { kind } : { kind, name }, { replace: true })
                }
                edits={may('Operations.Edit')}
                onChange={setChanging}
                onReopen={state => void reopen(state)}
              />
            ) : undefined,
        }))}
      />
      <Table<OperationsOverview['log'][number]>
        items={value?.log ?? []}
        trackBy={each => `${each.target} ${each.id} ${each.at}`}
        wrapLines
        empty={texts.empty}
        ariaLabels={{ tableLabel: texts.log }}
        header={<Header variant="h2">{texts.log}</Header>}
        columnDefinitions={[
          {
            id: 'when',
            header: texts.when,
            width: 190,
            cell: each => new Date(each.at).toLocaleString(),
          },
          { id: 'who', header: texts.who, width: 140, cell: each => each.by },
          { id: 'where', header: texts.where, isRowHeader: true, cell: each => each.name },
          { id: 'what', header: texts.what, cell: deedOf },
          { id: 'message', header: texts.message, cell: each => each.message ?? '–' },
        ]}
      />
      {changing ? (
        <NoticeDialog
          state={changing}
          onClose={() => setChanging(undefined)}
          onSaved={() => {
            setChanging(undefined)
            notify('success', texts.saved(changing.name))
            again()
          }}
        />
      ) : undefined}
    </SpaceBetween>
  )
}

interface TargetsProps {
  readonly label: string
  readonly targets: readonly OperationsState[]
  readonly text: string
  readonly edits: boolean
  onSearch(text: string): void
  onChange(state: OperationsState): void
  onReopen(state: OperationsState): void
}

function Targets({ label, targets, text, edits, onSearch, onChange, onReopen }: TargetsProps) {
  return (
    <Table
      variant="borderless"
      items={targets}
      trackBy="id"
      wrapLines
      empty={texts.none}
      ariaLabels={{ tableLabel: label }}
      filter={
        <TextFilter
          filteringText={text}
          filteringAriaLabel={texts.search}
          filteringPlaceholder={texts.search}
          onChange={({ detail }) => onSearch(detail.filteringText)}
        />
      }
      columnDefinitions={[
        { id: 'name', header: texts.name, isRowHeader: true, cell: each => each.name },
        { id: 'state', header: texts.state, cell: each => <State now={each.now} /> },
        { id: 'message', header: texts.message, cell: each => each.now?.message ?? '–' },
        {
          id: 'change',
          header: texts.change,
          width: 280,
          cell: each =>
            edits ? (
              <SpaceBetween direction="horizontal" size="xs">
                <Button ariaLabel={texts.changeOf(each.name)} onClick={() => onChange(each)}>
                  {texts.change}
                </Button>
                {each.now ? (
                  <Button
                    variant="link"
                    ariaLabel={texts.openAgainOf(each.name)}
                    onClick={() => onReopen(each)}
                  >
                    {texts.openAgain}
                  </Button>
                ) : undefined}
              </SpaceBetween>
            ) : undefined,
        },
      ]}
    />
  )
}

function State({ now }: { readonly now: OperationsEntry | undefined }) {
  if (!now) return <StatusIndicator type="success">{texts.usual}</StatusIndicator>
  const words = [
    now.closed ? texts.closed : texts.speaks,
    ...(now.until === undefined ? [] : [texts.until(new Date(now.until).toLocaleString())]),
    texts.by(now.by),
  ]
  return (
    <StatusIndicator type={now.closed ? 'stopped' : 'info'}>{words.join(', ')}</StatusIndicator>
  )
}

function labelOf(kind: OperationsTarget, targets: readonly OperationsState[]): string {
  const count = targets.filter(each => each.target === kind && each.now).length
  return count === 0 ? texts.kinds[kind] : `${texts.kinds[kind]} (${count})`
}

function deedOf({ closed, message, until }: OperationsEntry): string {
  const deed = closed ? texts.didClose : message === undefined ? texts.didOpen : texts.didSay
  return until === undefined ? deed : `${deed}, ${texts.until(new Date(until).toLocaleString())}`
}
