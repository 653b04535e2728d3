// The form of a thing: its fields, its tags, and what is wrong with them.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import TagEditor from '@cloudscape-design/components/tag-editor'
import { useState } from 'react'
import { sentenceOf } from '../use-answer.ts'
import { useLeaveWarning } from '../use-leave-warning.ts'
import { FieldEditor } from './field-editor.tsx'
import type { Field, Resource } from './resource.ts'
import { texts } from './texts/administration-texts.ts'
import { isSame, type Values, valueAt, withValue } from './values.ts'

export interface ResourceFormProps {
  readonly resource: Resource
  readonly id: string | undefined
  readonly values: Values
  readonly readOnly: boolean
  readonly submitLabel: string
  /** Rejects with a sentence. What comes after it may leave the page. */
  onSubmit(values: Values): Promise<void>
  onCancel?(): void
}

export function ResourceForm(props: ResourceFormProps) {
  const { resource, id, values: given, readOnly, onSubmit } = props
  const [values, setValues] = useState(given)
  const [problem, setProblem] = useState<string | undefined>()
  const [checked, setChecked] = useState(false)
  const [sending, setSending] = useState(false)
  const dirty = !isSame(given, values)
  const leave = useLeaveWarning(dirty && !readOnly)
  const fields = shownFields(resource, id, values)
  const submit = async () => {
    setChecked(true)
    if (fields.some(field => problemOf(field, values) !== undefined)) return
    setSending(true)
    setProblem(undefined)
    leave(true)
    try {
      await onSubmit(values)
    } catch (error) {
      setProblem(sentenceOf(error))
      leave(false)
    }
    setSending(false)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Form
        errorText={problem}
        actions={
          readOnly ? undefined : (
            <SpaceBetween direction="horizontal" size="xs">
              {props.onCancel ? (
                <Button variant="link" formAction="none" onClick={props.onCancel}>
                  {texts.cancel}
                </Button>
              ) : undefined}
              <Button
                variant="primary"
                loading={sending}
                disabled={id !== undefined && !dirty}
                disabledReason={texts.saved}
              >
                {props.submitLabel}
              </Button>
            </SpaceBetween>
          )
        }
      >
        <Container>
          <SpaceBetween size="l">
            {fields.map(field => (
              <FieldRow
                key={field.name}
                field={field}
                id={id}
                values={values}
                readOnly={readOnly}
                problem={checked ? problemOf(field, values) : undefined}
                onChange={value => setValues(before => withValue(before, field.name, value))}
              />
            ))}
            {resource.hasTags === false ? undefined : (
              <FormField label={texts.fields.tags} stretch>
                <Tags
                  value={(values.Tags ?? {}) as Readonly<Record<string, string>>}
                  readOnly={readOnly}
                  onChange={tags => setValues(before => withValue(before, 'Tags', tags))}
                />
              </FormField>
            )}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  )
}

interface FieldRowProps {
  readonly field: Field
  readonly id: string | undefined
  readonly values: Values
  readonly readOnly: boolean
  readonly problem: string | undefined
  onChange(value: unknown): void
}

export function FieldRow({ field, id, values, readOnly, problem, onChange }: FieldRowProps) {
  const label = texts.fields[field.label]
  const editor = (
    <FieldEditor
      field={field}
      id={id}
      values={values}
      value={valueAt(values, field.name)}
      label={label}
      disabled={readOnly}
      onChange={onChange}
    />
  )
  // Fields of several parts name each of them: a label around all would take its place.
  if (field.kind === 'own') {
    return (
      <fieldset className="administration-field" aria-label={label}>
        <Box variant="awsui-key-label">{label}</Box>
        {editor}
        {problem === undefined ? undefined : (
          <StatusIndicator type="error">{problem}</StatusIndicator>
        )}
      </fieldset>
    )
  }
  return (
    <FormField
      label={field.kind === 'flag' ? undefined : label}
      stretch={field.kind === 'json'}
      errorText={problem}
    >
      {editor}
    </FormField>
  )
}

function shownFields({ fields }: Resource, id: string | undefined, values: Values) {
  const now = id === undefined ? 'create' : 'edit'
  return fields.filter(
    field => (field.only ?? now) === now && (field.shownIf === undefined || field.shownIf(values)),
  )
}

function problemOf(field: Field, values: Values): string | undefined {
  const value = valueAt(values, field.name)
  const isEmpty =
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (field.required && isEmpty) return texts.required
  if (field.kind === 'json' && !isEmpty && !isJson(String(value))) return texts.notJson
  return undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

interface TagsProps {
  readonly value: Readonly<Record<string, string>>
  readonly readOnly: boolean
  onChange(tags: Values | undefined): void
}

function Tags({ value, readOnly, onChange }: TagsProps) {
  const [tags, setTags] = useState(() =>
    Object.entries(value).map(([key, each]) => ({ key, value: each, existing: false })),
  )
  if (readOnly) {
    return (
      Object.entries(value)
        .map(([key, each]) => `${key}: ${each}`)
        .join(', ') || texts.tags.empty
    )
  }
  return (
    <TagEditor
      tags={tags}
      tagLimit={50}
      i18nStrings={{
        emptyTags: texts.tags.empty,
        addButton: texts.tags.add,
        keyHeader: texts.tags.key,
        valueHeader: texts.tags.value,
        removeButton: texts.tags.remove,
        keyPlaceholder: texts.tags.key,
        valuePlaceholder: texts.tags.value,
      }}
      onChange={({ detail }) => {
        setTags(detail.tags.map(each => ({ ...each, existing: false })))
        const named = detail.tags.filter(each => each.key !== '')
        const record = Object.fromEntries(named.map(each => [each.key, each.value]))
        onChange(named.length === 0 ? undefined : record)
      }}
    />
  )
}
