// Whether a schedule is open now and on the next days, and its other hours on certain dates.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import DatePicker from '@cloudscape-design/components/date-picker'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { DateTime } from 'luxon'
import { useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { allOf, call } from '../api-resource.ts'
import type { Row } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'
import { DAYS, type Shift, type TimeOfDay, timeText } from './week.ts'
import { WeekEditor } from './week-editor.tsx'

interface EffectiveDay {
  readonly Date: string
  readonly OperationalHours: readonly { readonly Start: TimeOfDay; readonly End: TimeOfDay }[]
}

export function OverridesTab({ row }: { readonly row: Row }) {
  const overrides = useAnswer(
    async () =>
      allOf(
        'ListHoursOfOperationOverrides',
        { HoursOfOperationId: row.id },
        'HoursOfOperationOverrideList',
      ),
    [row],
  )
  const [adding, setAdding] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  const { may } = useConsole()
  const edits = may('HoursOfOperation.Edit')
  const remove = async (id: unknown) => {
    await call('DeleteHoursOfOperationOverride', {
      HoursOfOperationId: row.id,
      HoursOfOperationOverrideId: id,
    }).catch(error => setProblem(sentenceOf(error)))
    overrides.again()
  }
  return (
    <SpaceBetween size="l">
      <NextDays row={row} about={overrides.value} />
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      <Table
        items={overrides.value ?? []}
        trackBy={each => String(each.HoursOfOperationOverrideId)}
        empty={texts.noOverrides}
        ariaLabels={{ tableLabel: texts.overrides }}
        header={
          <Header
            variant="h2"
            actions={
              edits ? <Button onClick={() => setAdding(true)}>{common.add}</Button> : undefined
            }
          >
            {texts.overrides}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: common.fields.name,
            isRowHeader: true,
            cell: each => String(each.Name),
          },
          {
            id: 'dates',
            header: `${texts.firstDate} – ${texts.lastDate}`,
            cell: each => `${String(each.EffectiveFrom)} – ${String(each.EffectiveTill)}`,
          },
          {
            id: 'type',
            header: texts.overrideType,
            cell: each => {
              const type = String(each.OverrideType ?? 'STANDARD')
              return texts.overrideTypes[type] ?? type
            },
          },
          {
            id: 'remove',
            header: common.remove,
            cell: each =>
              edits ? (
                <Button
                  variant="inline-icon"
                  iconName="remove"
                  ariaLabel={`${common.remove}: ${String(each.Name)}`}
                  onClick={() => void remove(each.HoursOfOperationOverrideId)}
                />
              ) : undefined,
          },
        ]}
      />
      {adding ? (
        <NewOverride
          hoursId={row.id}
          onDone={() => {
            setAdding(false)
            overrides.again()
          }}
        />
      ) : undefined}
    </SpaceBetween>
  )
}

function NextDays({ row, about }: { readonly row: Row; readonly about: unknown }) {
  const zone = String(row.values.TimeZone ?? 'UTC')
  const now = DateTime.now().setZone(zone)
  const { value } = useAnswer(async () => {
    const answer = await call('GetEffectiveHoursOfOperations', {
      HoursOfOperationId: row.id,
      FromDate: now.toISODate() ?? '',
      ToDate: now.plus({ days: 13 }).toISODate() ?? '',
    })
    return (answer.EffectiveHoursOfOperationList ?? []) as readonly EffectiveDay[]
  }, [row, about])
  const today = value?.find(each => each.Date === now.toISODate())
  const minute = now.hour * 60 + now.minute
  const isOpen = today?.OperationalHours.some(({ Start, End }) => {
    const [from, to] = [minutes(Start), minutes(End)]
    return from === to || (to > from ? minute >= from && minute < to : minute >= from)
  })
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${now.toLocaleString(DateTime.DATETIME_MED)} ${zone}`}
          actions={
            value === undefined ? undefined : (
              <StatusIndicator type={isOpen ? 'success' : 'stopped'}>
                {isOpen ? texts.openNow : texts.closedNow}
              </StatusIndicator>
            )
          }
        >
          {texts.nextDays}
        </Header>
      }
    >
      <ol className="administration-calendar">
        {(value ?? []).map(({ Date: date, OperationalHours }) => (
          <li key={date} data-open={OperationalHours.length > 0}>
            <Box variant="small">{DateTime.fromISO(date).toFormat('ccc d LLL')}</Box>
            {OperationalHours.length === 0
              ? texts.closed
              : OperationalHours.map(hours => (
                  <div key={timeText(hours.Start)}>
                    {timeText(hours.Start) === timeText(hours.End)
                      ? texts.allDay
                      : `${timeText(hours.Start)}–${timeText(hours.End)}`}
                  </div>
                ))}
          </li>
        ))}
      </ol>
    </Container>
  )
}

function NewOverride({ hoursId, onDone }: { readonly hoursId: string; onDone(): void }) {
  const [values, setValues] = useState<{
    Name: string
    OverrideType: string
    EffectiveFrom: string
    EffectiveTill: string
    Config: readonly Shift[]
  }>({ Name: '', OverrideType: 'CLOSED', EffectiveFrom: '', EffectiveTill: '', Config: [] })
  const [problem, setProblem] = useState<string | undefined>()
  const set = (more: Partial<typeof values>) => setValues(before => ({ ...before, ...more }))
  const types = Object.entries(texts.overrideTypes).map(([value, label]) => ({ value, label }))
  const save = async () => {
    const { Config, EffectiveTill, ...rest } = values
    const asked: Values = {
      ...rest,
      EffectiveTill: EffectiveTill || rest.EffectiveFrom,
      HoursOfOperationId: hoursId,
      Config: rest.OverrideType === 'CLOSED' ? allDays() : Config,
    }
    await call('CreateHoursOfOperationOverride', asked).then(onDone, error =>
      setProblem(sentenceOf(error)),
    )
  }
  return (
    <Container header={<Header variant="h3">{common.add}</Header>}>
      <SpaceBetween size="m">
        <FormField label={texts.overrideName}>
          <Input value={values.Name} onChange={({ detail }) => set({ Name: detail.value })} />
        </FormField>
        <FormField label={texts.overrideType}>
          <Select
            options={types}
            selectedOption={types.find(each => each.value === values.OverrideType) ?? null}
            onChange={({ detail }) => set({ OverrideType: detail.selectedOption.value ?? '' })}
          />
        </FormField>
        <FormField label={texts.firstDate}>
          <DatePicker
            value={values.EffectiveFrom}
            onChange={({ detail }) => set({ EffectiveFrom: detail.value })}
          />
        </FormField>
        <FormField label={texts.lastDate}>
          <DatePicker
            value={values.EffectiveTill}
            onChange={({ detail }) => set({ EffectiveTill: detail.value })}
          />
        </FormField>
        {values.OverrideType === 'CLOSED' ? undefined : (
          <WeekEditor
            value={values.Config}
            values={{}}
            id={undefined}
            disabled={false}
            label={common.fields.week}
            onChange={Config => set({ Config: Config as readonly Shift[] })}
          />
        )}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
        <Button
          variant="primary"
          disabled={values.Name === '' || values.EffectiveFrom === ''}
          onClick={() => void save()}
        >
          {common.save}
        </Button>
      </SpaceBetween>
    </Container>
  )
}

function allDays(): readonly Shift[] {
  const midnight = { Hours: 0, Minutes: 0 }
  return DAYS.map(Day => ({ Day, StartTime: midnight, EndTime: midnight }))
}

function minutes({ Hours, Minutes }: TimeOfDay): number {
  return Hours * 60 + Minutes
}
