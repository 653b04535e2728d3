// Fields that choose one or several things of a kind: found by the service while typing, however many there are.
import Multiselect from '@cloudscape-design/components/multiselect'
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { useRef, useState } from 'react'
import { noteName, useNames } from './names.ts'
import type { EditorProps, SourceKey } from './resource.ts'
import { sourceOf } from './sources.ts'
import { texts } from './texts/administration-texts.ts'

interface PickProps extends EditorProps {
  readonly of: SourceKey
}

export function PickField(props: PickProps & { readonly required: boolean }) {
  const { value, onChange, disabled, label, of, required } = props
  const id = typeof value === 'string' ? value : ''
  const names = useNames(of, id === '' ? [] : [id])
  const found = useFound(of)
  const none = required ? [] : [{ value: '', label: texts.none }]
  return (
    <Select
      options={[...none, ...found.options]}
      selectedOption={id === '' ? null : { value: id, label: names.get(id) ?? id }}
      expandToViewport
      filteringType="manual"
      statusType={found.status}
      placeholder={texts.choose}
      disabled={disabled}
      ariaLabel={label}
      empty={texts.nothingFound}
      onLoadItems={({ detail }) => found.load(detail)}
      onChange={({ detail }) => onChange(detail.selectedOption.value || undefined)}
    />
  )
}

export function PicksField({ value, onChange, disabled, label, of }: PickProps) {
  const ids = Array.isArray(value) ? value.map(String) : []
  const names = useNames(of, ids)
  const found = useFound(of)
  return (
    <Multiselect
      options={found.options}
      selectedOptions={ids.map(id => ({ value: id, label: names.get(id) ?? id }))}
      expandToViewport
      filteringType="manual"
      statusType={found.status}
      placeholder={texts.choose}
      disabled={disabled}
      ariaLabel={label}
      empty={texts.nothingFound}
      onLoadItems={({ detail }) => found.load(detail)}
      onChange={({ detail }) => onChange(detail.selectedOptions.map(each => each.value))}
    />
  )
}

function useFound(of: SourceKey) {
  const [options, setOptions] = useState<readonly SelectProps.Option[]>([])
  const [status, setStatus] = useState<'pending' | 'loading' | 'finished' | 'error'>('pending')
  const asking = useRef<AbortController>(undefined)
  const next = useRef<string>(undefined)
  const load = ({ filteringText, firstPage }: SelectProps.LoadItemsDetail) => {
    asking.current?.abort()
    const abort = new AbortController()
    asking.current = abort
    setStatus('loading')
    if (firstPage) setOptions([])
    const from = firstPage ? undefined : next.current
    const question = { text: filteringText, size: 50, ...(from !== undefined && { next: from }) }
    sourceOf(of)
      .find(question, abort.signal)
      .then(page => {
        if (abort.signal.aborted) return
        for (const { id, name } of page.rows) noteName(of, id, name)
        const more = page.rows.map(({ id, name }) => ({ value: id, label: name }))
        setOptions(before => (firstPage ? more : [...before, ...more]))
        next.current = page.next
        setStatus(page.next === undefined ? 'finished' : 'pending')
      })
      .catch(() => {
        if (!abort.signal.aborted) setStatus('error')
      })
  }
  return { options, status, load }
}
