import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'
import { sentenceOf } from '../../use-answer.ts'
import type { FlowService } from '../flow-service.ts'
import { EMPTY_FLOW, saveFlow } from '../model/flow-text.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface CreateDialogProps {
  readonly service: FlowService
  readonly title: string
  created(id: string): void
  close(): void
}

const KINDS = Object.entries(texts.kinds)
  .filter(([kind]) => kind !== 'MODULE')
  .map(([value, label]) => ({ value, label }))

/** A name and a type; the rest is drawn. */
export function CreateDialog({ service, title, created, close }: CreateDialogProps) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState('CONTACT_FLOW')
  const [description, setDescription] = useState('')
  const [problem, setProblem] = useState<string>()
  const create = async () => {
    try {
      const content = saveFlow(service.isModule ? MODULE : EMPTY_FLOW)
      const made = service.isModule ? 'MODULE' : (kind as FlowKind)
      created(await service.create({ name, kind: made, content, description }))
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal visible header={title} closeAriaLabel={texts.close} onDismiss={close}>
      <form
        onSubmit={event => {
          event.preventDefault()
          void create()
        }}
      >
        <Form
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <Button formAction="none" variant="link" onClick={close}>
                {texts.cancel}
              </Button>
              <Button variant="primary" disabled={name.trim() === ''}>
                {texts.create}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="m">
            {problem !== undefined && <Alert type="error">{problem}</Alert>}
            <FormField label={texts.name}>
              <Input
                autoFocus
                value={name}
                ariaLabel={texts.name}
                onChange={({ detail }) => setName(detail.value)}
              />
            </FormField>
            {!service.isModule && (
              <FormField label={texts.type}>
                <Select
                  options={KINDS}
                  selectedOption={KINDS.find(each => each.value === kind) ?? null}
                  onChange={({ detail }) => setKind(detail.selectedOption.value ?? kind)}
                />
              </FormField>
            )}
            <FormField label={<Box display="inline">{texts.description}</Box>}>
              <Input
                value={description}
                ariaLabel={texts.description}
                onChange={({ detail }) => setDescription(detail.value)}
              />
            </FormField>
          </SpaceBetween>
        </Form>
      </form>
    </Modal>
  )
}

/** Modules are published as they are made, so they begin with their end. */
const MODULE = {
  ...EMPTY_FLOW,
  StartAction: 'Return',
  Metadata: {
    entryPointPosition: { x: 40, y: 40 },
    ActionMetadata: { Return: { position: { x: 300, y: 40 }, isFriendlyName: true } },
  },
  Actions: [
    { Identifier: 'Return', Type: 'EndFlowModuleExecution', Parameters: {}, Transitions: {} },
  ],
}
