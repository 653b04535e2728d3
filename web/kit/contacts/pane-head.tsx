// The top of a contact's pane: who or what it is, how long it goes on, and what can be done with it.
import type { ReactNode } from 'react'
import { formatDuration } from '../format-duration.ts'
import { messages } from '../messages.ts'
import { useClock } from '../use-clock.ts'
import { contactName } from './contact-name.ts'
import type { ContactPaneProps } from './contact-pane.tsx'

type PaneHeadProps = Pick<ContactPaneProps, 'page' | 'contact'> & { readonly children: ReactNode }

export function PaneHead({ page, contact, children }: PaneHeadProps) {
  const texts = messages.desk.contacts
  const now = useClock(page.state.skewMs)
  const { state, connectedAt, since, until, queue } = contact
  const from = state === 'CONNECTED' ? (connectedAt ?? since) : since
  return (
    <header className="kit-pane-head">
      <div className="kit-pane-title">
        <h1>{contactName(contact)}</h1>
        <p>
          {texts.states[state]}
          {queue === undefined ? '' : ` · ${texts.inQueue(queue)}`}
          {' · '}
          <span className="kit-figures" role="timer" aria-live="off">
            {formatDuration(now - from)}
          </span>
          {state === 'ENDED' && until !== undefined
            ? ` · ${messages.desk.task.endsByItself(formatDuration(until - now + 999))}`
            : ''}
        </p>
      </div>
      <div className="kit-pane-buttons">{children}</div>
    </header>
  )
}
