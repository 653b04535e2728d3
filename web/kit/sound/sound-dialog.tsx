// Which microphone and loudspeakers, whether they work, and where calls ring.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { LevelMeter } from '../level-meter.tsx'
import { explainMicrophone } from '../microphone-problem.ts'
import { type SoundDevices, setSoundDevices, soundDevices } from '../preferences.ts'
import { Ringer } from '../ringer.ts'
import type { SignedIn } from '../session-gate.tsx'
import type { AgentPage } from '../use-agent-link.ts'
import { EchoTest } from './echo-test.tsx'
import { PhoneChoice } from './phone-choice.tsx'
import { soundTexts } from './sound-texts.ts'
import { type Device, useDevices } from './use-devices.ts'
import { useTestMicrophone } from './use-test-microphone.ts'

const RING_MS = 1_500

interface SoundDialogProps {
  readonly page: AgentPage
  readonly signedIn: SignedIn
  readonly onClose: () => void
}

export function SoundDialog({ page, signedIn, onClose }: SoundDialogProps) {
  const [chosen, setChosen] = useState(soundDevices)
  const { microphone, loudspeaker, ringer } = chosen
  const { stream, problem, level } = useTestMicrophone(microphone)
  const { microphones, loudspeakers } = useDevices(stream ?? problem)
  const canChooseOutput = 'setSinkId' in HTMLMediaElement.prototype

  function choose(role: keyof SoundDevices, id: string | undefined) {
    const { [role]: _, ...others } = chosen
    const next = id === undefined ? others : { ...others, [role]: id }
    setSoundDevices(next)
    setChosen(next)
    if (role !== 'ringer') page.link.changeDevices()
  }

  return (
    <Modal
      visible
      header={soundTexts.title}
      closeAriaLabel={soundTexts.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{soundTexts.close}</Button>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <FormField
          label={soundTexts.microphone}
          errorText={problem && Object.values(explainMicrophone(problem)).join(' ')}
        >
          <DeviceSelect
            label={soundTexts.microphone}
            devices={microphones}
            chosen={microphone}
            onChoose={id => choose('microphone', id)}
          />
        </FormField>
        <LevelMeter level={level} />
        {canChooseOutput ? (
          <FormField label={soundTexts.loudspeaker}>
            <DeviceSelect
              label={soundTexts.loudspeaker}
              devices={loudspeakers}
              chosen={loudspeaker}
              onChoose={id => choose('loudspeaker', id)}
            />
          </FormField>
        ) : undefined}
        {canChooseOutput ? (
          <FormField
            label={soundTexts.ringer}
            secondaryControl={<Button onClick={ringOnce}>{soundTexts.ring}</Button>}
          >
            <DeviceSelect
              label={soundTexts.ringer}
              devices={loudspeakers}
              chosen={ringer}
              onChoose={id => choose('ringer', id)}
            />
          </FormField>
        ) : undefined}
        <EchoTest stream={stream} loudspeaker={loudspeaker} />
        {page.state.snapshot ? (
          <PhoneChoice snapshot={page.state.snapshot} signedIn={signedIn} />
        ) : undefined}
      </SpaceBetween>
    </Modal>
  )
}

interface DeviceSelectProps {
  readonly label: string
  readonly devices: readonly Device[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

/** A device that is not plugged in now is shown as the system's, which serves instead. */
function DeviceSelect({ label, devices, chosen, onChoose }: DeviceSelectProps) {
  const options = [
    { value: '', label: soundTexts.system },
    ...devices.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      ariaLabel={label}
      options={options}
      selectedOption={options.find(each => each.value === chosen) ?? options[0] ?? null}
      onChange={({ detail }) => onChoose(detail.selectedOption.value || undefined)}
    />
  )
}

function ringOnce(): void {
  const ringer = new Ringer()
  ringer.start()
  setTimeout(() => ringer.stop(), RING_MS)
}
