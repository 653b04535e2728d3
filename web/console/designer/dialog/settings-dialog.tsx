// A flow's name and description, and what a module takes and gives back.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { sentenceOf } from '../../use-answer.ts'
import type { FlowFacts, FlowService } from '../flow-service.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface SettingsDialogProps {
  readonly facts: FlowFacts
  readonly service: FlowService
  done(name: string): void
  close(): void
}

export function SettingsDialog({ facts, service, done, close }: SettingsDialogProps) {
  const [name, setName] = useState(facts.name)
  const [description, setDescription] = useState(facts.description)
  const [settings, setSettings] = useState(facts.settings ?? '')
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    try {
      const isOther = settings !== (facts.settings ?? '')
      await service.describe(facts.id, { name, description, ...(isOther && { settings }) })
      done(name)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal
      visible
      header={texts.settings}
      closeAriaLabel={texts.close}
      onDismiss={close}
      footer={
        <Box float="right">
          <Button variant="primary" disabled={name === ''} onClick={() => void save()}>
            {texts.apply}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {problem && <Alert type="error">{problem}</Alert>}
        <FormField label={texts.name}>
          <Input
            value={name}
            ariaLabel={texts.name}
            onChange={({ detail }) => setName(detail.value)}
          />
        </FormField>
        <FormField label={texts.description}>
          <Textarea
            value={description}
            ariaLabel={texts.description}
            onChange={({ detail }) => setDescription(detail.value)}
          />
        </FormField>
        {service.isModule && (
          <FormField label={texts.settingsText}>
            <Textarea
              value={settings}
              rows={8}
              spellcheck={false}
              ariaLabel={texts.settingsText}
              onChange={({ detail }) => setSettings(detail.value)}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  )
}
