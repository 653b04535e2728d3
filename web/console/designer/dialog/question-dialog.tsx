// Asks before something is lost.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
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
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={close}>
              {texts.cancel}
            </Button>
            <Button variant="primary" disabled={isRefused} loading={isBusy} onClick={confirmed}>
              {yes}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {problem && <Alert type="error">{problem}</Alert>}
        {children}
      </SpaceBetween>
    </Modal>
  )
}
