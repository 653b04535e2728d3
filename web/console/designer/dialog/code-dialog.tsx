// The flow as text, to be read, corrected and put back.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import { sentenceOf } from '../../use-answer.ts'
import { openFlow } from '../model/flow-text.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'

interface CodeDialogProps {
  readonly code: string
  /** Shown in the page itself, when there is nothing else to show. */
  readonly isInPage?: true
  readonly isReadOnly?: boolean
  apply(text: string): Promise<void> | void
  close?(): void
}

export function CodeDialog({ code, isInPage, isReadOnly = false, apply, close }: CodeDialogProps) {
  const [text, setText] = useState(() => indented(code))
  const [problem, setProblem] = useState('')
  const take = async () => {
    const opened = openFlow(text)
    if ('problem' in opened) return setProblem(opened.problem.message)
    try {
      await apply(text)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  const field = (
    <FormField label={texts.codeText} errorText={problem} stretch>
      <Textarea
        value={text}
        rows={24}
        spellcheck={false}
        readOnly={isReadOnly}
        ariaLabel={texts.codeText}
        onChange={({ detail }) => setText(detail.value)}
      />
    </FormField>
  )
  const button = (
    <Button variant="primary" disabled={isReadOnly} onClick={() => void take()}>
      {texts.apply}
    </Button>
  )
  if (isInPage) {
    return (
      <SpaceBetween size="m">
        {field}
        {button}
      </SpaceBetween>
    )
  }
  return (
    <Modal
      visible
      size="max"
      header={texts.code}
      closeAriaLabel={texts.close}
      onDismiss={() => close?.()}
      footer={<Box float="right">{button}</Box>}
    >
      {field}
    </Modal>
  )
}

function indented(code: string): string {
  try {
    return JSON.stringify(JSON.parse(code), undefined, 2)
  } catch {
    return code // it is here to be corrected
  }
}
