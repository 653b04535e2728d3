// A button that ends a contact, once it has been asked whether it should.
import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { connect } from '../../kit/connect.ts'
import { useConsole } from '../use-console.ts'
import { Dialog } from './dialog.tsx'
import { liveTexts as texts } from './texts/live-texts.ts'
import { useDoing } from './use-doing.ts'

export function EndContact({ contactId, onEnded }: { contactId: string; onEnded?: () => void }) {
  const { notify } = useConsole()
  const [asking, setAsking] = useState(false)
  const doing = useDoing()
  const end = async () => {
    await connect('StopContact', { ContactId: contactId })
    setAsking(false)
    notify('success', texts.ended)
    onEnded?.()
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.end}</Button>
      {asking ? (
        <Dialog
          title={texts.endAsk}
          submit={texts.end}
          ready
          doing={doing}
          onSubmit={end}
          onClose={() => setAsking(false)}
        >
          {texts.endText}
        </Dialog>
      ) : undefined}
    </>
  )
}
