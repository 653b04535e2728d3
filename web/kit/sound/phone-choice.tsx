// Whether calls ring on the page or on a telephone, which the agent may choose.
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import type { AgentSnapshot } from '../../../src/api/contract/agent-stream.ts'
import { connect, connectTo } from '../connect.ts'
import type { SignedIn } from '../session-gate.tsx'
import { soundTexts } from './sound-texts.ts'

interface PhoneChoiceProps {
  readonly snapshot: AgentSnapshot
  readonly signedIn: SignedIn
}

type Saving = { readonly name: 'not' | 'now' | 'done' } | { readonly name: 'failed'; why: string }

export function PhoneChoice({ snapshot, signedIn }: PhoneChoiceProps) {
  const [type, setType] = useState(snapshot.phoneType)
  const [number, setNumber] = useState(snapshot.deskPhoneNumber ?? '')
  const [saving, setSaving] = useState<Saving>({ name: 'not' })
  const isNew = type !== snapshot.phoneType || number !== (snapshot.deskPhoneNumber ?? '')

  async function save() {
    const DeskPhoneNumber = number.replace(/[\s().-]/g, '')
    if (type === 'DESK_PHONE' && DeskPhoneNumber === '') {
      return setSaving({ name: 'failed', why: soundTexts.missing })
    }
    setSaving({ name: 'now' })
    connectTo(signedIn.session.instanceId, () => signedIn.expired())
    try {
      const phone = DeskPhoneNumber === '' ? {} : { DeskPhoneNumber }
      await connect('UpdateUserPhoneConfig', {
        UserId: snapshot.agentId,
        PhoneConfig: { PhoneType: type, ...phone },
      })
      setNumber(DeskPhoneNumber)
      setSaving({ name: 'done' })
    } catch (error) {
      // The service says in a sentence what it does not like.
      setSaving({ name: 'failed', why: error instanceof Error ? error.message : String(error) })
    }
  }

  return (
    <FormField
      label={soundTexts.phone}
      description={soundTexts.onPhoneText}
      errorText={saving.name === 'failed' ? saving.why : undefined}
      stretch
    >
      <SpaceBetween size="s">
        <RadioGroup
          ariaLabel={soundTexts.phone}
          value={type}
          onChange={({ detail }) => setType(detail.value as AgentSnapshot['phoneType'])}
          items={[
            { value: 'SOFT_PHONE', label: soundTexts.onPage },
            { value: 'DESK_PHONE', label: soundTexts.onPhone },
          ]}
        />
        {type === 'DESK_PHONE' ? (
          <FormField label={soundTexts.number} description={soundTexts.numberText}>
            <Input
              type="text"
              inputMode="tel"
              autoComplete="tel"
              value={number}
              onChange={({ detail }) => setNumber(detail.value)}
            />
          </FormField>
        ) : undefined}
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <Button disabled={!isNew} loading={saving.name === 'now'} onClick={() => void save()}>
            {soundTexts.save}
          </Button>
          <div role="status">
            {saving.name === 'done' && !isNew ? (
              <StatusIndicator>{soundTexts.saved}</StatusIndicator>
            ) : undefined}
          </div>
        </SpaceBetween>
      </SpaceBetween>
    </FormField>
  )
}
