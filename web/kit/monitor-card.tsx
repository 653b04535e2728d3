// The softphone of a supervisor who listens to an agent's call: whom, who hears the supervisor, and who is
// in the call. The buttons stay where those of a call are.
import type { AgentPageContact, PageMonitoring } from '../../src/api/contract/agent-stream.ts'
import { CallButton } from './call-button.tsx'
import { callerName } from './caller-name.ts'
import { Card } from './card.tsx'
import { formatDuration } from './format-duration.ts'
import { messages } from './messages.ts'
import { useMonitorModes } from './monitor-modes.ts'
import { PartyPanel } from './party-panel.tsx'
import { ariaShortcut, useShortcuts } from './shortcuts.ts'
import { isWaitingFor } from './softphone-card.ts'
import type { AgentPage } from './use-agent-link.ts'
import { useClock } from './use-clock.ts'

interface MonitorCardProps {
  readonly page: AgentPage
  readonly contact: AgentPageContact
  readonly monitoring: PageMonitoring
}

export function MonitorCard({ page, contact, monitoring }: MonitorCardProps) {
  const { link, state } = page
  const { softphone } = messages
  const { contactId } = contact
  const isUp = contact.state === 'CONNECTED'
  const online = state.link === 'open'
  const can = online && isUp
  const modes = useMonitorModes({ page, contactId, monitoring, can })
  const isSilent = monitoring.mode === 'SILENT_MONITOR'
  const mute = () => {
    if (!isSilent) link.mute(contactId, !contact.muted)
  }
  const hangUp = () => link.contact('hangUp', contactId)
  useShortcuts({ ...(can && { mute }), ...(online && { hangUp }) })
  return (
    <Card
      actions={
        <div className="kit-buttons kit-five">
          {modes.map(({ mode, label, icon, shortcut, isOn, isAllowed, choose }) => (
            <CallButton
              key={mode}
              icon={icon}
              label={label}
              pressed={isOn}
              shortcut={ariaShortcut(shortcut)}
              disabled={!can || !isAllowed}
              busy={isWaitingFor(state, 'monitor')}
              onPress={choose}
            />
          ))}
          <CallButton
            icon={contact.muted ? 'microphoneOff' : 'microphone'}
            label={contact.muted ? softphone.unmute : softphone.mute}
            pressed={contact.muted}
            shortcut={ariaShortcut('mute')}
            disabled={!can || isSilent}
            busy={isWaitingFor(state, 'mute')}
            onPress={mute}
          />
          <CallButton
            icon="hangUp"
            tone="negative"
            label={softphone.leave}
            shortcut={ariaShortcut('hangUp')}
            disabled={!online}
            busy={isWaitingFor(state, 'hangUp')}
            onPress={hangUp}
          />
        </div>
      }
    >
      <Face {...{ page, contact, monitoring }} />
      {isUp ? <PartyPanel page={page} contact={contact} disabled={!can} /> : undefined}
    </Card>
  )
}

function Face({ page, contact, monitoring }: MonitorCardProps) {
  const { monitor, softphone } = messages
  const now = useClock(page.state.skewMs)
  const isUp = contact.state === 'CONNECTED'
  const { mode, agent } = monitoring
  return (
    <>
      <p className="kit-card-stage" role="status">
        {isUp ? monitor.stages[mode] : monitor.ringing}
      </p>
      <h2 className="kit-caller">{monitor.agent(agent)}</h2>
      <p className="kit-queue">
        {callerName(contact.customerAddress)}
        {contact.queue === undefined ? '' : ` · ${softphone.queue(contact.queue)}`}
      </p>
      <p className="kit-call-timer kit-figures" role="timer" aria-live="off">
        {formatDuration(now - (contact.connectedAt ?? contact.since))}
      </p>
      <p className="kit-card-text">
        {contact.muted && mode !== 'SILENT_MONITOR' ? softphone.muted : monitor.heardBy[mode]}
      </p>
    </>
  )
}
