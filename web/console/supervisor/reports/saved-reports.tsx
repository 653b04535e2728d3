// Saving what a report asks, and opening what was saved.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Link from '@cloudscape-design/components/link'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { Dialog } from '../dialog.tsx'
import { NameField } from '../name-field.tsx'
import { requestRoute } from '../request-route.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { scheduleTexts } from '../texts/schedule-texts.ts'
import { useDoing } from '../use-doing.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'

interface SavedReport {
  readonly id: string
  readonly name: string
  readonly page: string
  readonly query: string
  readonly shared: boolean
  readonly isMine: boolean
  readonly owner?: string
}

/** @param page of the console, on which what is saved is opened again. */
export function SavedReports({ page }: { readonly page: string }) {
  const [open, setOpen] = useState<'save' | 'list' | 'schedule' | undefined>()
  const { notify, may } = useConsole()
  const close = () => setOpen(undefined)
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => notify('success', texts.copied),
      // Browsers forbid it on pages without TLS: the address is there to be copied by hand.
      () => notify('info', location.href),
    )
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button onClick={() => setOpen('list')}>{texts.savedReports}</Button>
      <Button onClick={() => void copy()}>{texts.copyLink}</Button>
      {may('MetricsReports.Schedule') ? (
        <Button onClick={() => setOpen('schedule')}>{scheduleTexts.schedule}</Button>
      ) : undefined}
      <Button variant="primary" onClick={() => setOpen('save')}>
        {texts.save}
      </Button>
      {open === 'save' ? <SaveReport page={page} onClose={close} /> : undefined}
      {open === 'schedule' ? <ScheduleDialog page={page} onClose={close} /> : undefined}
      {open === 'list' ? <ReportList onClose={close} /> : undefined}
    </SpaceBetween>
  )
}

function SaveReport({ page, onClose }: { readonly page: string; onClose(): void }) {
  const query = useSearch()
  const { notify } = useConsole()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const doing = useDoing()
  const save = async () => {
    await requestRoute('POST', '/api/reports', { name, page, query, shared })
    notify('success', texts.saved(name))
    onClose()
  }
  return (
    <Dialog
      title={texts.saveAs}
      submit={texts.save}
      ready={name.trim() !== ''}
      doing={doing}
      onSubmit={save}
      onClose={onClose}
    >
      <NameField label={texts.name} value={name} onChange={setName} />
      <Checkbox checked={shared} onChange={({ detail }) => setShared(detail.checked)}>
        {texts.share}
      </Checkbox>
    </Dialog>
  )
}

function ReportList({ onClose }: { onClose(): void }) {
  const [, goTo] = useLocation()
  const { notify } = useConsole()
  const { act, problem } = useDoing()
  const [asked, setAsked] = useState<SavedReport | undefined>()
  const {
    value,
    problem: unread,
    again,
  } = useAnswer(() => requestRoute<{ reports: readonly SavedReport[] }>('GET', '/api/reports'), [])
  const remove = ({ id, name }: SavedReport) =>
    act(async () => {
      await requestRoute('DELETE', `/api/reports/${id}`)
      setAsked(undefined)
      notify('success', texts.removed(name))
      again()
    })
  const trouble = problem ?? unread
  return (
    <Modal visible header={texts.savedReports} closeAriaLabel={texts.close} onDismiss={onClose}>
      <SpaceBetween size="s">
        {trouble === undefined ? undefined : <Alert type="error">{trouble}</Alert>}
        {value?.reports.length === 0 ? texts.noSaved : undefined}
        {asked ? (
          <Alert
            type="warning"
            header={texts.removeAsk(asked.name)}
            dismissible
            dismissAriaLabel={texts.cancel}
            onDismiss={() => setAsked(undefined)}
            action={<Button onClick={() => remove(asked)}>{texts.deleteButton}</Button>}
          >
            {asked.shared ? texts.removeText : ''}
          </Alert>
        ) : undefined}
        {value?.reports.map(report => {
          const href = `/console${report.page}${report.query === '' ? '' : `?${report.query}`}`
          return (
            <div key={report.id} className="reports-saved">
              <Link
                href={href}
                onFollow={event => {
                  event.preventDefault()
                  onClose()
                  goTo(href)
                }}
              >
                {report.name}
              </Link>
              {report.isMine ? (
                <Button
                  variant="icon"
                  iconName="remove"
                  ariaLabel={texts.remove(report.name)}
                  onClick={() => setAsked(report)}
                />
              ) : (
                texts.owner(report.owner ?? '')
              )}
            </div>
          )
        })}
      </SpaceBetween>
    </Modal>
  )
}
