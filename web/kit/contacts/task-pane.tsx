// A task in the agent's hands: what is to be done, what belongs to it, and what can be done with it.
import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { languageTag, messages } from '../messages.ts'
import { ariaShortcut, useShortcuts } from '../shortcuts.ts'
import { isWaitingFor } from '../softphone-card.ts'
import { ContactFacts, References } from './contact-facts.tsx'
import type { ContactPaneProps } from './contact-pane.tsx'
import { PaneHead } from './pane-head.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

export function TaskPane({ page, contact, keys }: ContactPaneProps) {
  const { task } = messages.desk
  const { link, state } = page
  const { contactId, description, references = {}, expiresAt, scheduledAt } = contact
  const [isPassingOn, setPassingOn] = useState(false)
  const can = state.link === 'open'
  const isPaused = contact.state === 'PAUSED'
  const isDone = contact.state === 'ENDED'
  const actions = {
    ...(isDone
      ? keys.has('clear') && { clear: () => link.contact('clear', contactId) }
      : { passOn: () => setPassingOn(true), endContact: () => link.contact('hangUp', contactId) }),
    ...(!isDone &&
      keys.has('hold') && { hold: () => link.contact(isPaused ? 'resume' : 'hold', contactId) }),
  }
  useShortcuts(can ? actions : {})
  return (
    <section className="kit-pane kit-task" aria-label={task.region}>
      <PaneHead page={page} contact={contact}>
        {isDone ? (
          <Button
            variant="primary"
            disabled={!can}
            loading={isWaitingFor(state, 'clear')}
            onClick={() => link.contact('clear', contactId)}
          >
            {task.clear}
          </Button>
        ) : (
          <>
            <Button
              disabled={!can}
              loading={isWaitingFor(state, isPaused ? 'resume' : 'hold')}
              onClick={() => link.contact(isPaused ? 'resume' : 'hold', contactId)}
            >
              {isPaused ? task.resume : task.pause}
            </Button>
            <Button disabled={!can || isPaused} onClick={() => setPassingOn(true)}>
              {task.passOn}
            </Button>
            <Button
              variant="primary"
              disabled={!can || isPaused}
              loading={isWaitingFor(state, 'hangUp')}
              nativeButtonAttributes={{ 'aria-keyshortcuts': ariaShortcut('endContact') }}
              onClick={() => link.contact('hangUp', contactId)}
            >
              {task.complete}
            </Button>
          </>
        )}
      </PaneHead>
      <div className="kit-pane-body">
        {isPaused ? <p className="kit-note">{task.paused}</p> : undefined}
        {isDone ? <p className="kit-note">{task.doneText}</p> : undefined}
        <h2>{task.description}</h2>
        <p className="kit-text">{description || task.noDescription}</p>
        <Times {...{ expiresAt, scheduledAt }} />
        <h2>{task.references}</h2>
        <References contactId={contactId} references={references} />
        <ContactFacts contact={{ ...contact, references: {} }} />
      </div>
      {isPassingOn ? (
        <TransferDialog page={page} contactId={contactId} onClose={() => setPassingOn(false)} />
      ) : undefined}
    </section>
  )
}

function Times(props: { expiresAt: number | undefined; scheduledAt: number | undefined }) {
  const { task } = messages.desk
  const times = [
    { name: task.scheduled, at: props.scheduledAt },
    { name: task.due, at: props.expiresAt },
  ].filter(each => each.at !== undefined)
  if (times.length === 0) return undefined
  return (
    <dl>
      {times.map(({ name, at = 0 }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{new Date(at).toLocaleString(languageTag)}</dd>
        </div>
      ))}
    </dl>
  )
}
