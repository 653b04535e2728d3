// Has the report that is shown made at set times.
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import TimeInput from '@cloudscape-design/components/time-input'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { languageTag } from '../../../kit/messages.ts'
import { useConsole } from '../../use-console.ts'
import { Dialog } from '../dialog.tsx'
import { NameField } from '../name-field.tsx'
import { requestRoute } from '../request-route.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import { scheduleTexts } from '../texts/schedule-texts.ts'
import { useDoing } from '../use-doing.ts'
import { ChoiceField } from './choice-fields.tsx'
import { HOME, ZONES } from './report-zones.ts'
import { SCHEDULES } from './scheduled-report.ts'

const PERIODS = ['hour', 'day', 'week'] as const
const FORMATS = ['csv', 'pdf'] as const
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7']

export function ScheduleDialog({ page, onClose }: { readonly page: string; onClose(): void }) {
  const query = useSearch()
  const { notify } = useConsole()
  const [, goTo] = useLocation()
  const doing = useDoing()
  const [asked, setAsked] = useState({
    name: '',
    every: 'day',
    at: '06:00',
    weekday: '1',
    zone: HOME,
    covers: '1',
    keepDays: '90',
    format: 'csv',
    sink: '',
  })
  const set = (change: Partial<typeof asked>) => setAsked(before => ({ ...before, ...change }))
  const { sink, covers, keepDays, weekday, ...said } = asked
  const save = async () => {
    await requestRoute('POST', SCHEDULES, {
      ...said,
      page,
      query,
      language: languageTag,
      covers: Number(covers),
      keepDays: Number(keepDays),
      weekday: Number(weekday),
      ...(sink !== '' && { sink }),
    })
    notify('success', scheduleTexts.saved(asked.name))
    onClose()
    goTo('/console/scheduled-reports')
  }
  const choice = (
    name: keyof typeof asked,
    label: string,
    choices: Readonly<Record<string, string>>,
  ) => (
    <ChoiceField
      label={label}
      choices={Object.entries(choices).map(([id, text]) => ({ id, name: text }))}
      chosen={asked[name]}
      onChoose={chosen => set({ [name]: chosen })}
    />
  )
  const named = (ids: readonly string[], words: (id: string) => string) =>
    Object.fromEntries(ids.map(id => [id, words(id)]))
  return (
    <Dialog
      title={scheduleTexts.schedule}
      submit={texts.save}
      ready={asked.name.trim() !== ''}
      doing={doing}
      onSubmit={save}
      onClose={onClose}
    >
      <NameField label={texts.name} value={asked.name} onChange={name => set({ name })} />
      {choice(
        'every',
        scheduleTexts.every,
        named(PERIODS, id => scheduleTexts.periods[id] ?? id),
      )}
      {asked.every === 'week'
        ? choice('weekday', scheduleTexts.weekday, named(WEEKDAYS, weekdayName))
        : undefined}
      <FormField label={scheduleTexts.at} constraintText={scheduleTexts.atHint}>
        <TimeInput
          format="hh:mm"
          value={asked.at}
          onChange={({ detail }) => set({ at: detail.value })}
        />
      </FormField>
      {choice(
        'zone',
        texts.zone,
        named(ZONES, id => id),
      )}
      <FormField label={scheduleTexts.covers} constraintText={scheduleTexts.coversHint}>
        <Input
          type="number"
          value={covers}
          onChange={({ detail }) => set({ covers: detail.value })}
        />
      </FormField>
      <SpaceBetween size="m" direction="horizontal">
        {choice(
          'format',
          texts.file,
          named(FORMATS, id => texts.formats[id as 'csv']),
        )}
        <FormField label={scheduleTexts.keepDays}>
          <Input
            type="number"
            value={keepDays}
            onChange={({ detail }) => set({ keepDays: detail.value })}
          />
        </FormField>
      </SpaceBetween>
      <FormField label={scheduleTexts.sink} constraintText={scheduleTexts.sinkHint}>
        <Input value={sink} onChange={({ detail }) => set({ sink: detail.value })} />
      </FormField>
    </Dialog>
  )
}

/** The fifth of January 1970 was a Monday. */
export function weekdayName(day: string): string {
  const at = new Date(Date.UTC(1970, 0, 4 + Number(day)))
  return new Intl.DateTimeFormat(languageTag, { weekday: 'long', timeZone: 'UTC' }).format(at)
}
