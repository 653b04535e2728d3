// A number to claim: one of those that are free, or any that the owner's carrier brings here.
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { call } from '../api-resource.ts'
import type { EditorProps } from '../resource.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

export function ClaimEditor({ value, onChange, disabled, label }: EditorProps) {
  const { signedIn } = useConsole()
  const { value: free = [] } = useAnswer(async () => {
    const answer = await call('SearchAvailablePhoneNumbers', {
      TargetArn: signedIn.session.instanceArn,
      PhoneNumberCountryCode: 'US',
      PhoneNumberType: 'DID',
    })
    const found = (answer.AvailableNumbersList ?? []) as readonly Values[]
    return found.map(({ PhoneNumber }) => ({ value: String(PhoneNumber) }))
  }, [])
  const number = typeof value === 'string' ? value : ''
  return (
    <SpaceBetween size="xs">
      <Select
        options={free}
        selectedOption={free.find(each => each.value === number) ?? null}
        placeholder={texts.free}
        ariaLabel={texts.free}
        disabled={disabled}
        onChange={({ detail }) => onChange(detail.selectedOption.value)}
      />
      <span>{texts.claimOther}</span>
      <Input
        value={number}
        type="text"
        inputMode="tel"
        placeholder="+15550100"
        ariaLabel={label}
        disabled={disabled}
        onChange={({ detail }) => onChange(detail.value === '' ? undefined : detail.value)}
      />
    </SpaceBetween>
  )
}
