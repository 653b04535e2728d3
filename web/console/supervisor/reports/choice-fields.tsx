// Fields of a report: one of several things, or some of them. None chosen means all.
import FormField from '@cloudscape-design/components/form-field'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import { liveTexts } from '../texts/live-texts.ts'
import { reportsTexts as texts } from '../texts/reports-texts.ts'
import type { Named } from '../use-names.ts'

interface FieldProps<Chosen> {
  readonly label: string
  readonly choices: readonly Named[]
  readonly chosen: Chosen
  onChoose(chosen: Chosen): void
}

export function ChoiceField({ label, choices, chosen, onChoose }: FieldProps<string>) {
  const options = optionsOf(choices)
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        filteringType={options.length > 12 ? 'auto' : 'none'}
        virtualScroll={options.length > 100}
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}

export function ChoicesField({ label, choices, chosen, onChoose }: FieldProps<readonly string[]>) {
  const options = optionsOf(choices)
  return (
    <FormField label={label}>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        placeholder={texts.all}
        filteringType={options.length > 12 ? 'auto' : 'none'}
        virtualScroll={options.length > 100}
        tokenLimit={3}
        deselectAriaLabel={({ label: of = '' }) => liveTexts.clearFilter(of)}
        onChange={({ detail }) => onChoose(detail.selectedOptions.map(({ value = '' }) => value))}
      />
    </FormField>
  )
}

function optionsOf(choices: readonly Named[]) {
  return choices.map(({ id, name }) => ({ value: id, label: name }))
}
