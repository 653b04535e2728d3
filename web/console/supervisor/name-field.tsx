// What something is called, the first field of the dialog that makes it.
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

interface NameFieldProps {
  readonly label: string
  readonly value: string
  onChange(name: string): void
}

export function NameField({ label, value, onChange }: NameFieldProps) {
  return (
    <FormField label={label}>
      <Input autoFocus value={value} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  )
}
