// A question with one thing to be done about it; why it could not be done is said in it.
import Alert from '@cloudscape-design/components/alert'
import Modal, { type ModalProps } from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import { DialogActions } from '../dialog-actions.tsx'
import { liveTexts as texts } from './texts/live-texts.ts'
import type { Doing } from './use-doing.ts'

export interface DialogProps {
  readonly title: string
  readonly submit: string
  readonly ready: boolean
  readonly doing: Doing
  readonly size?: ModalProps.Size
  onSubmit(): Promise<void>
  onClose(): void
  readonly children: ReactNode
}

export function Dialog(props: DialogProps) {
  const { title, submit, ready, doing, size = 'medium', onSubmit, onClose, children } = props
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel={texts.close}
      onDismiss={onClose}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={submit}
          busy={doing.doing}
          disabled={!ready}
          onCancel={onClose}
          onAct={() => doing.act(onSubmit)}
        />
      }
    >
      <SpaceBetween size="m">
        {children}
        {doing.problem === undefined ? undefined : <Alert type="error">{doing.problem}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}
