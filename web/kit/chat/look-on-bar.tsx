// Of a chat that a supervisor looks on: whose it is, and whether the supervisor takes part.
import Button from '@cloudscape-design/components/button'
import type { AgentPageContact, PageMonitoring } from '../../../src/api/contract/agent-stream.ts'
import { messages } from '../messages.ts'
import { useMonitorModes } from '../monitor-modes.ts'
import { ariaShortcut } from '../shortcuts.ts'
import { isWaitingFor } from '../softphone-card.ts'
import type { AgentPage } from '../use-agent-link.ts'

interface LookOnBarProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
  readonly monitoring: PageMonitoring
  readonly can: boolean
}

export function LookOnBar({ page, contact, monitoring, can }: LookOnBarProps) {
  const { contactId } = contact
  const { looksOn, unseen, lookOn, takePart } = messages.monitor
  const choices = useMonitorModes({ page, contactId, monitoring, can })
  const isSilent = monitoring.mode === 'SILENT_MONITOR'
  const other = choices.find(({ mode }) => mode === (isSilent ? 'BARGE' : 'SILENT_MONITOR'))
  return (
    <div className="kit-note kit-look-on">
      <span role="status">
        {looksOn(monitoring.agent)}. {isSilent ? unseen : ''}
      </span>
      {other?.isAllowed ? (
        <Button
          variant="inline-link"
          disabled={!can}
          loading={isWaitingFor(page.state, 'monitor')}
          nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut(other.shortcut) }}
          onClick={other.choose}
        >
          {isSilent ? takePart : lookOn}
        </Button>
      ) : undefined}
    </div>
  )
}
