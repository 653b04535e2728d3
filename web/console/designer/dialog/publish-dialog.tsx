// Before a flow is published: what is wrong with it, and what is other than before.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { Problem } from '../../../../src/core/flow/problem.ts'
import { DialogActions } from '../../dialog-actions.tsx'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface PublishDialogProps {
  readonly findings: readonly Problem[]
  /** Changes since what is published; undefined when nothing is. */
  readonly changes: number | undefined
  readonly problem: string | undefined
  readonly isBusy: boolean
  publish(version: string | undefined): void
  close(): void
}

export function PublishDialog(props: PublishDialogProps) {
  const { findings, changes, problem, isBusy, publish, close } = props
  const [isNumbered, setNumbered] = useState(true)
  const [description, setDescription] = useState('')
  const errors = findings.filter(each => each.severity === 'error')
  return (
    <Modal
      visible
      header={texts.publishTitle}
      closeAriaLabel={texts.close}
      onDismiss={close}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={texts.publish}
          busy={isBusy}
          disabled={errors.length > 0}
          onCancel={close}
          onAct={() => publish(isNumbered ? description : undefined)}
        />
      }
    >
      <SpaceBetween size="m">
        {problem && <Alert type="error">{problem}</Alert>}
        {errors.length > 0 ? (
          <Alert type="error" header={texts.publishErrors(errors.length)}>
            {errors.slice(0, 5).map(({ action, message }) => (
              <div key={`${action} ${message}`}>
                {action}: {message}
              </div>
            ))}
          </Alert>
        ) : (
          <Box>{texts.publishText}</Box>
        )}
        <Box color="text-body-secondary">
          {changes === undefined ? texts.publishFirst : texts.publishChanges(changes)}
        </Box>
        <Checkbox checked={isNumbered} onChange={({ detail }) => setNumbered(detail.checked)}>
          {texts.numberVersion}
        </Checkbox>
        {isNumbered && (
          <FormField label={texts.versionText}>
            <Input
              value={description}
              ariaLabel={texts.versionText}
              onChange={({ detail }) => setDescription(detail.value)}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  )
}
