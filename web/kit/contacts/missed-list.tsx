// What was missed, below the words that nothing is going on: who it was, when, and a way to call back.
import { callerName } from '../caller-name.ts'
import { languageTag, messages } from '../messages.ts'
import type { MissedContact } from './missed-contacts.ts'
import type { Missed } from './use-missed.ts'

interface MissedListProps {
  readonly of: Missed
  /** Calls somebody back; undefined when the agent may not. */
  readonly onCall: ((number: string) => void) | undefined
}

export function MissedList({ of: { missed, forget }, onCall }: MissedListProps) {
  const texts = messages.desk.missed
  if (missed.length === 0) return undefined
  return (
    <details className="kit-missed">
      <summary>{texts.title(missed.length)}</summary>
      <ul className="kit-party-list">
        {missed.map(each => (
          <li key={`${each.contactId} ${each.at}`} className="kit-party">
            <span className="kit-party-name">
              {nameOf(each)}
              <small>
                {timeOf(each.at)}
                {each.queue === undefined ? '' : ` · ${each.queue}`}
              </small>
            </span>
            {onCall && each.customerAddress?.startsWith('+') ? (
              <button
                type="button"
                className="kit-small-button"
                onClick={() => onCall(each.customerAddress ?? '')}
              >
                {texts.callBack}
                <span className="kit-unseen"> {nameOf(each)}</span>
              </button>
            ) : undefined}
          </li>
        ))}
      </ul>
      <button type="button" className="kit-small-button" onClick={forget}>
        {texts.forget}
      </button>
    </details>
  )
}

function nameOf({ channel, name, customerAddress }: MissedContact): string {
  return channel === 'VOICE' ? callerName(customerAddress) : (name ?? customerAddress ?? channel)
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(languageTag, { hour: '2-digit', minute: '2-digit' })
}
