// One field of a form, by what kind it is.
import Checkbox from '@cloudscape-design/components/checkbox'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import TokenGroup from '@cloudscape-design/components/token-group'
import { useState } from 'react'
import { PickField, PicksField } from './pick-field.tsx'
import type { EditorProps, Field } from './resource.ts'
import { texts } from './texts/administration-texts.ts'

export function FieldEditor({ field, ...props }: { readonly field: Field } & EditorProps) {
  const { value, onChange, disabled, label } = props
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (field.kind) {
    case 'text':
    case 'password':
      return (
        <Input
          value={text}
          type={field.kind === 'password' ? 'password' : 'text'}
          {...(field.kind === 'password' && { autoComplete: 'new-password' })}
          disabled={disabled}
          ariaLabel={label}
          onChange={({ detail }) => onChange(detail.value === '' ? undefined : detail.value)}
        />
      )
    case 'longText':
      return (
        <Textarea
          value={text}
          rows={2}
          disabled={disabled}
          ariaLabel={label}
          onChange={({ detail }) => onChange(detail.value === '' ? undefined : detail.value)}
        />
      )
    case 'json':
      return (
        <Textarea
          value={text}
          rows={16}
          spellcheck={false}
          disabled={disabled}
          ariaLabel={label}
          onChange={({ detail }) => onChange(detail.value)}
        />
      )
    case 'number':
      return (
        <Input
          value={text}
          type="number"
          disabled={disabled}
          ariaLabel={label}
          onChange={({ detail }) =>
            onChange(detail.value === '' ? undefined : Number(detail.value))
          }
        />
      )
    case 'flag':
      return (
        <Checkbox
          checked={value === true}
          disabled={disabled}
          onChange={({ detail }) => onChange(detail.checked)}
        >
          {label}
        </Checkbox>
      )
    case 'choice': {
      // What is there already can always stay.
      const names =
        text === '' || field.options.includes(text) ? field.options : [text, ...field.options]
      const options = names.map(each => ({
        value: each,
        label: texts.options[each] ?? each,
      }))
      return (
        <Select
          options={options}
          selectedOption={options.find(each => each.value === text) ?? null}
          disabled={disabled}
          ariaLabel={label}
          placeholder={texts.choose}
          filteringType={options.length > 12 ? 'auto' : 'none'}
          onChange={({ detail }) => onChange(detail.selectedOption.value)}
        />
      )
    }
    case 'words':
      return <Words {...props} />
    case 'pick':
      return <PickField {...props} of={field.of} required={field.required === true} />
    case 'picks':
      return <PicksField {...props} of={field.of} />
    default: {
      const { Editor } = field
      return <Editor {...props} />
    }
  }
}

/** A list of words, one after the other. */
function Words({ value, onChange, disabled, label }: EditorProps) {
  const words = Array.isArray(value) ? value.map(String) : []
  const [next, setNext] = useState('')
  const add = () => {
    const word = next.trim()
    if (word !== '' && !words.includes(word)) onChange([...words, word])
    setNext('')
  }
  return (
    <>
      <Input
        value={next}
        disabled={disabled}
        ariaLabel={label}
        placeholder={texts.add}
        onChange={({ detail }) => setNext(detail.value)}
        onBlur={add}
        onKeyDown={event => {
          if (event.detail.key !== 'Enter') return
          // Otherwise it would send the form.
          event.preventDefault()
          add()
        }}
      />
      <TokenGroup
        items={words.map(word => ({
          label: word,
          dismissLabel: `${texts.take} ${word}`,
          disabled,
        }))}
        onDismiss={({ detail }) => onChange(words.filter((_, index) => index !== detail.itemIndex))}
      />
    </>
  )
}
