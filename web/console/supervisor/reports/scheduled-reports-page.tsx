// Reports that are made at set times, and the files they have become.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { shownCell } from '../../../../src/api/contract/report-table.ts'
import { languageTag } from '../../../kit/messages.ts'
import { DialogActions } from '../../dialog-actions.tsx'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { requestRoute } from '../request-route.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { reportsTexts } from '../texts/reports-texts.ts'
import { scheduleTexts as texts } from '../texts/schedule-texts.ts'
import { useDoing } from '../use-doing.ts'
import { weekdayName } from './schedule-dialog.tsx'
import { type ReportFile, SCHEDULES, type ScheduledReport } from './scheduled-report.ts'

export function ScheduledReportsPage() {
  const { value, problem, again } = useAnswer(
    () => requestRoute<{ readonly schedules: readonly ScheduledReport[] }>('GET', SCHEDULES),
    [],
  )
  const schedules = value?.schedules ?? []
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={texts.description}>
        {pageTitles.scheduled}
      </Header>
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      {value && schedules.length === 0 ? <Box variant="p">{texts.none}</Box> : undefined}
      {schedules.map(schedule => (
        <Schedule key={schedule.id} schedule={schedule} onChange={again} />
      ))}
    </SpaceBetween>
  )
}

function Schedule({
  schedule,
  onChange,
}: {
  readonly schedule: ScheduledReport
  onChange(): void
}) {
  const { id, name, zone, files } = schedule
  const [deleting, setDeleting] = useState(false)
  const { notify } = useConsole()
  const doing = useDoing()
  const makeNow = async () => {
    await requestRoute('POST', `${SCHEDULES}/${id}/run`)
    onChange()
  }
  const remove = async () => {
    await requestRoute('DELETE', `${SCHEDULES}/${id}`)
    notify('success', reportsTexts.removed(name))
    onChange()
  }
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded
      headerText={name}
      headerDescription={`${whenOf(schedule)} · ${texts.next(moment(schedule.nextAt, zone))}`}
      headerActions={
        <SpaceBetween size="xs" direction="horizontal">
          <Button loading={doing.doing} onClick={() => doing.act(makeNow)}>
            {texts.makeNow}
          </Button>
          <Button onClick={() => setDeleting(true)}>{reportsTexts.deleteButton}</Button>
        </SpaceBetween>
      }
    >
      {doing.problem === undefined ? undefined : <Alert type="error">{doing.problem}</Alert>}
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: texts.filesOf(name) }}
        items={files}
        trackBy={({ dueAt }) => String(dueAt)}
        empty={texts.noFiles}
        columnDefinitions={[
          {
            id: 'due',
            header: texts.due,
            isRowHeader: true,
            cell: file => <FileLink scheduleId={id} file={file} zone={zone} />,
          },
          { id: 'from', header: reportsTexts.from, cell: file => moment(file.from, zone) },
          { id: 'until', header: texts.until, cell: file => moment(file.until, zone) },
          { id: 'state', header: texts.state, cell: file => <FileState file={file} /> },
        ]}
      />
      {deleting ? (
        <Modal
          visible
          header={reportsTexts.removeAsk(name)}
          closeAriaLabel={reportsTexts.close}
          onDismiss={() => setDeleting(false)}
          footer={
            <DialogActions
              cancel={reportsTexts.cancel}
              action={reportsTexts.deleteButton}
              busy={doing.doing}
              onCancel={() => setDeleting(false)}
              onAct={() => doing.act(remove)}
            />
          }
        >
          {texts.deleteText(files.length)}
        </Modal>
      ) : undefined}
    </ExpandableSection>
  )
}

function FileLink({
  scheduleId,
  file: { dueAt, bytes },
  zone,
}: {
  readonly scheduleId: string
  readonly file: ReportFile
  readonly zone: string
}) {
  const text = moment(dueAt, zone)
  if (bytes === undefined) return text
  const href = `${SCHEDULES}/${scheduleId}/files/${dueAt}`
  return (
    <Link
      href={href}
      onFollow={event => {
        // The navigation of the console is for its pages; this is a file.
        event.preventDefault()
        location.assign(href)
      }}
    >
      {text}
    </Link>
  )
}

function FileState({ file }: { readonly file: ReportFile }) {
  if (file.problem !== undefined)
    return <StatusIndicator type="error">{file.problem}</StatusIndicator>
  if (file.delivery === 'pending') {
    return <StatusIndicator type="pending">{file.deliveryProblem ?? texts.sending}</StatusIndicator>
  }
  if (file.delivery === 'failed') {
    return <StatusIndicator type="error">{file.deliveryProblem ?? ''}</StatusIndicator>
  }
  const size = `${file.format.toUpperCase()}, ${Math.ceil((file.bytes ?? 0) / 1024)} kB`
  const text = file.delivery === 'delivered' ? `${size}, ${texts.sent}` : size
  return <StatusIndicator type="success">{text}</StatusIndicator>
}

function whenOf({ every, at, weekday, zone }: ScheduledReport): string {
  const period = texts.periods[every] ?? every
  if (every === 'hour') return `${period} (:${at.slice(3)})`
  const day = every === 'week' ? `${weekdayName(String(weekday))}, ` : ''
  return `${period}: ${day}${at} (${zone})`
}

function moment(at: number, zone: string): string {
  return shownCell(at, 'moment', { zone, language: languageTag })
}
