// Asks before something is lost.
import Alert from '@cloudscape-design/components/alert'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import { DialogActions } from '../../dialog-actions.tsx'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface QuestionDialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly yes: string
  readonly isRefused?: boolean
  readonly isBusy?: boolean
  readonly problem?: string | undefined
  confirmed(): void
  close(): void
}

export function QuestionDialog(props: QuestionDialogProps) {
  const {
    title,
    children,
    yes,
    isRefused = false,
    isBusy = false,
    problem,
    confirmed,
    close,
  } = props
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={texts.close}
      onDismiss={close}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={yes}
          busy={isBusy}
          disabled={isRefused}
          onCancel={close}
          onAct={confirmed}
        />
      }
    >
      <SpaceBetween size="s">
        {problem && <Alert type="error">{problem}</Alert>}
        {children}
      </SpaceBetween>
    </Modal>
  )
}
