// The agent's status with its timer. While the agent is busy, the choice is for afterwards.
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { useRef } from 'react'
import type { AgentPageStatus, AgentSnapshot } from '../../src/api/contract/agent-stream.ts'
import type { AgentState } from './agent-state.ts'
import { formatDuration } from './format-duration.ts'
import { messages } from './messages.ts'
import { useShortcuts } from './shortcuts.ts'
import { cardOf, currentContact, type SoftphoneCard } from './softphone-card.ts'
import type { AgentPage } from './use-agent-link.ts'
import { useClock } from './use-clock.ts'

export function StatusBar({ page }: { page: AgentPage }) {
  const { link, state } = page
  const { snapshot } = state
  const card = cardOf(state)
  const chosen = snapshot && chosenStatus(snapshot)
  const select = useRef<SelectProps.Ref | null>(null)
  useShortcuts({ status: () => select.current?.focus() })
  return (
    <div className="kit-status">
      <span className={`kit-status-mark ${toneOf(card, snapshot)}`} aria-hidden="true" />
      <div className="kit-status-choice">
        <Select
          ref={select}
          selectedOption={
            chosen ? { value: chosen.statusId, label: labelOf(chosen, snapshot) } : null
          }
          options={(snapshot?.statuses ?? []).map(each => ({
            value: each.statusId,
            label: each.name,
          }))}
          disabled={!snapshot || state.link !== 'open'}
          placeholder={messages.link.connecting}
          ariaLabel={messages.status.choose}
          onChange={({ detail }) => {
            if (detail.selectedOption.value !== undefined)
              link.setStatus(detail.selectedOption.value)
          }}
        />
      </div>
      {snapshot ? <StatusTimer state={state} snapshot={snapshot} /> : undefined}
    </div>
  )
}

/** How long in this status, or in this stage of the call. */
function StatusTimer({ state, snapshot }: { state: AgentState; snapshot: AgentSnapshot }) {
  const now = useClock(state.skewMs)
  const since = currentContact(state)?.since ?? snapshot.status.since
  return (
    <time className="kit-timer" role="timer" aria-live="off">
      {formatDuration(now - since)}
    </time>
  )
}

function chosenStatus(snapshot: AgentSnapshot): AgentPageStatus {
  const next = snapshot.statuses.find(each => each.statusId === snapshot.nextStatusId)
  return next ?? snapshot.status
}

function labelOf(chosen: AgentPageStatus, snapshot: AgentSnapshot): string {
  return snapshot.nextStatusId === undefined ? chosen.name : messages.status.next(chosen.name)
}

function toneOf(card: SoftphoneCard, snapshot: AgentSnapshot | undefined): string {
  switch (card.name) {
    case 'loading':
      return 'kit-grey'
    case 'idle':
      return snapshot?.status.type === 'ROUTABLE'
        ? 'kit-good'
        : snapshot?.status.type === 'OFFLINE'
          ? 'kit-grey'
          : 'kit-warn'
    case 'missed':
    case 'rejected':
    case 'error':
      return 'kit-bad'
    case 'afterCall':
    case 'onHold':
      return 'kit-warn'
    default:
      return 'kit-busy'
  }
}
