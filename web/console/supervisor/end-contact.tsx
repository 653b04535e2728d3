// A button that ends a contact, once it has been asked whether it should.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { connect } from '../../kit/connect.ts'
import { useConsole } from '../use-console.ts'
import { liveTexts as texts } from './texts/live-texts.ts'
import { useDoing } from './use-doing.ts'

export function EndContact({ contactId, onEnded }: { contactId: string; onEnded?: () => void }) {
  const { notify } = useConsole()
  const [asking, setAsking] = useState(false)
  const { doing, problem, act } = useDoing()
  const end = () =>
    act(async () => {
      await connect('StopContact', { ContactId: contactId })
      setAsking(false)
      notify('success', texts.ended)
      onEnded?.()
    })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.end}</Button>
      {asking ? (
        <Modal
          visible
          header={texts.endAsk}
          closeAriaLabel={texts.close}
          onDismiss={() => setAsking(false)}
          footer={
            <Box float="right">
              <SpaceBetween size="xs" direction="horizontal">
                <Button variant="link" onClick={() => setAsking(false)}>
                  {texts.cancel}
                </Button>
                <Button variant="primary" loading={doing} onClick={end}>
                  {texts.end}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="s">
            {texts.endText}
            {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
          </SpaceBetween>
        </Modal>
      ) : undefined}
    </>
  )
}
