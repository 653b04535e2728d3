// What an agent can do: values of predefined attributes, each at a level.
import Button from '@cloudscape-design/components/button'
import Select from '@cloudscape-design/components/select'
import { useAnswer } from '../../use-answer.ts'
import { allOf } from '../api-resource.ts'
import type { EditorProps } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import { type Values, valueAt } from '../values.ts'

interface Proficiency {
  readonly AttributeName: string
  readonly AttributeValue: string
  readonly Level: number
}

const LEVELS = ['1', '2', '3', '4', '5'].map(value => ({ value }))

export function ProficienciesEditor({ value, onChange, disabled }: EditorProps) {
  const rows = (value ?? []) as readonly Proficiency[]
  const { value: attributes = [] } = useAnswer(
    async () => allOf('SearchPredefinedAttributes', {}, 'PredefinedAttributes'),
    [],
  )
  const put = (index: number, change: Partial<Proficiency>) =>
    onChange(rows.map((each, at) => (at === index ? { ...each, ...change } : each)))
  return (
    <div>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is all there is while they are chosen
        <div key={index} className="administration-proficiency">
          <Select
            expandToViewport
            options={attributes.map(each => ({ value: String(each.Name) }))}
            selectedOption={row.AttributeName === '' ? null : { value: row.AttributeName }}
            placeholder={texts.attribute}
            ariaLabel={`${texts.attribute} ${index + 1}`}
            disabled={disabled}
            onChange={({ detail }) =>
              put(index, { AttributeName: detail.selectedOption.value ?? '', AttributeValue: '' })
            }
          />
          <Select
            expandToViewport
            options={valuesOf(attributes, row.AttributeName).map(each => ({ value: each }))}
            selectedOption={row.AttributeValue === '' ? null : { value: row.AttributeValue }}
            placeholder={texts.value}
            ariaLabel={`${texts.value} ${index + 1}`}
            disabled={disabled}
            onChange={({ detail }) =>
              put(index, { AttributeValue: detail.selectedOption.value ?? '' })
            }
          />
          <Select
            expandToViewport
            options={LEVELS}
            selectedOption={{ value: String(row.Level) }}
            ariaLabel={`${texts.level} ${index + 1}`}
            disabled={disabled}
            onChange={({ detail }) => put(index, { Level: Number(detail.selectedOption.value) })}
          />
          {disabled ? undefined : (
            <Button
              variant="inline-icon"
              formAction="none"
              iconName="remove"
              ariaLabel={`${common.take} ${index + 1}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {disabled ? undefined : (
        <Button
          formAction="none"
          iconName="add-plus"
          onClick={() => onChange([...rows, { AttributeName: '', AttributeValue: '', Level: 3 }])}
        >
          {texts.addProficiency}
        </Button>
      )}
    </div>
  )
}

function valuesOf(attributes: readonly Values[], name: string): readonly string[] {
  const found = attributes.find(each => each.Name === name)
  const list = found && valueAt(found, 'Values.StringList')
  return Array.isArray(list) ? list.map(String) : []
}
