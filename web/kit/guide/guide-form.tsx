// A view of a guide: what it says, its fields and its buttons.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useState } from 'react'
import { type Answer, type ViewShown, viewAnswer } from '../chat/interactive.ts'
import type { ParticipantClient } from '../chat/participant-client.ts'
import { type Action, type Field, isManagedForm, plainView } from '../chat/plain-view.ts'
import { PlainText } from '../chat/rich-text.tsx'
import { guideTexts } from './guide-texts.ts'

type Value = string | boolean | readonly string[]
type Values = Readonly<Record<string, Value>>
type Described = Readonly<Record<string, unknown>>

interface GuideFormProps {
  readonly view: ViewShown
  readonly client: ParticipantClient
  readonly onAnswer: (answer: Answer) => void
}

export function GuideForm({ view, client, onAnswer }: GuideFormProps) {
  const described = useDescribed(client, view.viewToken)
  if (!described) return <Box color="text-body-secondary">{guideTexts.loading}</Box>
  return <DescribedForm described={described} view={view} onAnswer={onAnswer} />
}

/** What the flow sent is shown even when nobody says what the view is. */
function useDescribed(client: ParticipantClient, token: string): Described | undefined {
  const [described, setDescribed] = useState<Described | undefined>()
  useEffect(() => {
    let isShown = true
    const show = (found: Described) => {
      if (isShown) setDescribed(found)
    }
    client.view(token).then(show, () => show({}))
    return () => {
      isShown = false
    }
  }, [client, token])
  return described
}

interface DescribedFormProps {
  /** As DescribeView has it. */
  readonly described: Described
  readonly view: Pick<ViewShown, 'data'>
  readonly onAnswer: (answer: Answer) => void
}

/** A view whose description is known already. */
export function DescribedForm(props: DescribedFormProps) {
  const { described, view, onAnswer } = props
  const { heading, lines, fields, actions } = plainView(described, view.data)
  const [values, setValues] = useState<Values>(() => initial(fields))
  const [isChecked, setChecked] = useState(false)

  function press({ action, data }: Action) {
    const goesBack = /^(back|cancel|previous)$/i.test(action)
    if (!goesBack && fields.some(field => isMissing(field, values))) return setChecked(true)
    const result = isManagedForm(described) ? { FormData: values } : values
    onAnswer(viewAnswer(action, { ...result, ...data }))
  }

  return (
    <form onSubmit={event => event.preventDefault()}>
      <SpaceBetween size="s">
        {heading === '' ? undefined : <Box variant="h3">{heading}</Box>}
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: read from one text, they never change their places
          <div key={index}>
            <PlainText text={line} />
          </div>
        ))}
        {fields.map(field => (
          <ViewField
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            isWrong={isChecked && isMissing(field, values)}
            onChange={value => setValues(before => ({ ...before, [field.name]: value }))}
          />
        ))}
        <SpaceBetween direction="horizontal" size="xs">
          {actions.map((action, index) => (
            <Button
              key={`${action.action} ${action.label}`}
              variant={index === 0 ? 'primary' : 'normal'}
              formAction={index === 0 ? 'submit' : 'none'}
              onClick={() => press(action)}
            >
              {action.label}
            </Button>
          ))}
        </SpaceBetween>
      </SpaceBetween>
    </form>
  )
}

interface ViewFieldProps {
  readonly field: Field
  readonly value: Value
  readonly isWrong: boolean
  readonly onChange: (value: Value) => void
}

function ViewField(props: ViewFieldProps) {
  const { field, value, isWrong, onChange } = props
  if (field.kind === 'check' && field.options.length === 0) {
    return (
      <Checkbox checked={value === true} onChange={({ detail }) => onChange(detail.checked)}>
        {field.label}
      </Checkbox>
    )
  }
  return (
    <FormField
      label={field.isRequired ? `${field.label} *` : field.label}
      errorText={isWrong ? guideTexts.missing : undefined}
    >
      <Control {...props} />
    </FormField>
  )
}

function Control({ field, value, onChange }: ViewFieldProps) {
  const options = field.options.map(each => ({ ...each }))
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'check': {
      const chosen = Array.isArray(value) ? value : []
      return (
        <Multiselect
          options={options}
          selectedOptions={options.filter(each => chosen.includes(each.value))}
          onChange={({ detail }) => onChange(detail.selectedOptions.map(each => each.value ?? ''))}
        />
      )
    }
    case 'radio':
      return (
        <RadioGroup
          ariaLabel={field.label}
          value={text}
          items={options}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )
    case 'select':
      return (
        <Select
          options={options}
          selectedOption={options.find(each => each.value === text) ?? null}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      )
    case 'area':
      return <Textarea value={text} onChange={({ detail }) => onChange(detail.value)} />
    default:
      return (
        <Input
          type={field.kind === 'date' ? 'text' : field.kind}
          {...(field.kind === 'date' && { nativeInputAttributes: { type: 'date' } })}
          value={text}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )
  }
}

function initial(fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields.map(({ name, kind, options, value }) => {
      if (kind !== 'check') return [name, value]
      return [name, options.length > 0 ? (value === '' ? [] : [value]) : value === 'true']
    }),
  )
}

function isMissing({ name, isRequired }: Field, values: Values): boolean {
  const value = values[name]
  const isEmpty = Array.isArray(value) ? value.length === 0 : value === '' || value === false
  return isRequired && (value === undefined || isEmpty)
}
