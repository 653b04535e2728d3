// What is asked of whoever makes a task: one row for each field, in the order in which they are shown.
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import type { EditorProps } from '../resource.ts'
import { TASK_FIELD_TYPES, type TaskFieldRow } from '../task-fields.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { moved } from './moved.ts'

const texts = editorTexts.taskFields
const TYPES = TASK_FIELD_TYPES.map(value => ({ value, label: texts.types[value] }))
const NEW: TaskFieldRow = {
  name: '',
  type: 'TEXT',
  description: '',
  options: [],
  isRequired: false,
  usual: '',
}

export function TaskFieldsEditor({ value, onChange, disabled }: EditorProps) {
  const rows = (value ?? []) as readonly TaskFieldRow[]
  return (
    <div className="administration-task-fields">
      {rows.map((row, index) => (
        <FieldLine
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart while they are named
          key={index}
          row={row}
          place={index}
          isLast={index === rows.length - 1}
          disabled={disabled}
          put={change =>
            onChange(rows.map((each, at) => (at === index ? { ...each, ...change } : each)))
          }
          move={by => onChange(moved(rows, index, by))}
          remove={() => onChange(rows.filter((_, at) => at !== index))}
        />
      ))}
      {disabled ? undefined : (
        <Button formAction="none" iconName="add-plus" onClick={() => onChange([...rows, NEW])}>
          {texts.add}
        </Button>
      )}
    </div>
  )
}

interface FieldLineProps {
  readonly row: TaskFieldRow
  readonly place: number
  readonly isLast: boolean
  readonly disabled: boolean
  put(change: Partial<TaskFieldRow>): void
  move(by: -1 | 1): void
  remove(): void
}

function FieldLine({ row, place, isLast, disabled, put, move, remove }: FieldLineProps) {
  const numbered = (label: string) => `${label} ${place + 1}`
  const text = (member: 'name' | 'description' | 'usual', label: string) => (
    <Input
      value={row[member]}
      disabled={disabled}
      placeholder={label}
      ariaLabel={numbered(label)}
      onChange={({ detail }) => put({ [member]: detail.value })}
    />
  )
  const act = (iconName: 'angle-up' | 'angle-down' | 'remove', label: string, does: () => void) => (
    <Button
      variant="icon"
      formAction="none"
      iconName={iconName}
      ariaLabel={numbered(label)}
      disabled={(iconName === 'angle-up' && place === 0) || (iconName === 'angle-down' && isLast)}
      onClick={does}
    />
  )
  return (
    <fieldset className="administration-task-field" aria-label={numbered(texts.field)}>
      {text('name', common.fields.name)}
      <Select
        expandToViewport
        options={TYPES}
        selectedOption={TYPES.find(each => each.value === row.type) ?? { value: row.type }}
        disabled={disabled}
        ariaLabel={numbered(common.fields.type)}
        onChange={({ detail }) => put({ type: detail.selectedOption.value ?? row.type })}
      />
      {text('description', common.fields.description)}
      {text('usual', texts.usual)}
      <Checkbox
        checked={row.isRequired}
        disabled={disabled}
        onChange={({ detail }) => put({ isRequired: detail.checked })}
      >
        {texts.required}
      </Checkbox>
      {disabled ? undefined : (
        <span>
          {act('angle-up', common.up, () => move(-1))}
          {act('angle-down', common.down, () => move(1))}
          {act('remove', common.take, remove)}
        </span>
      )}
      {row.type === 'SINGLE_SELECT' ? (
        <div className="administration-task-options">
          <Input
            value={row.options.join(', ')}
            disabled={disabled}
            placeholder={texts.options}
            ariaLabel={numbered(texts.options)}
            onChange={({ detail }) => put({ options: detail.value.split(',').map(trimmed) })}
            onBlur={() => put({ options: row.options.filter(each => each !== '') })}
          />
        </div>
      ) : undefined}
    </fieldset>
  )
}

/** A space that is being typed between two words stays. */
function trimmed(option: string): string {
  return option.trimStart()
}
