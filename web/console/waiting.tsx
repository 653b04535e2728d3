// In place of what is not there yet: nothing for a moment, then a sign that it is on its way.
import Spinner from '@cloudscape-design/components/spinner'
import { messages } from '../kit/messages.ts'

export function Waiting() {
  return (
    <div className="console-waiting" role="status" aria-label={messages.loading}>
      <Spinner size="large" />
    </div>
  )
}
