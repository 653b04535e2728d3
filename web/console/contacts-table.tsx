// The contacts of a while ago, newest first, with their recordings.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import type { OverviewContact } from '../../src/api/contract/page-http.ts'
import { callerName } from '../kit/caller-name.ts'
import { formatDuration } from '../kit/format-duration.ts'
import { messages } from '../kit/messages.ts'
import { useClock } from '../kit/use-clock.ts'

export interface ContactsTableProps {
  readonly contacts: readonly OverviewContact[]
  readonly skewMs: number
}

export function ContactsTable({ contacts, skewMs }: ContactsTableProps) {
  const { console: text } = messages
  const [playing, setPlaying] = useState<string | undefined>()
  const now = useClock(skewMs)
  return (
    <Table
      header={<Header variant="h2">{text.contacts}</Header>}
      items={contacts}
      trackBy="contactId"
      wrapLines
      empty={
        <Box textAlign="center" color="inherit">
          <strong>{text.noContacts}</strong>
          <Box color="text-body-secondary">{text.noContactsText}</Box>
        </Box>
      }
      columnDefinitions={[
        {
          id: 'started',
          header: text.started,
          isRowHeader: true,
          cell: contact => dateAndTime(contact.initiatedAt),
        },
        { id: 'customer', header: text.customer, cell: each => callerName(each.customer) },
        { id: 'queue', header: text.queue, cell: each => each.queue ?? text.empty },
        { id: 'agent', header: text.agent, cell: each => each.agent ?? text.empty },
        {
          id: 'duration',
          header: text.duration,
          cell: each => (
            <span className="kit-figures">
              {formatDuration(each.durationMs ?? now - each.initiatedAt)}
            </span>
          ),
        },
        { id: 'ended', header: text.ended, cell: endOf },
        {
          id: 'recording',
          header: text.recording,
          width: 300,
          cell: contact => (
            <Recording
              contact={contact}
              playing={playing === contact.contactId}
              onPlay={() => setPlaying(contact.contactId)}
            />
          ),
        },
      ]}
    />
  )
}

function endOf({ durationMs, disconnectReason }: OverviewContact) {
  const { console: text } = messages
  if (durationMs === undefined) {
    return <StatusIndicator type="in-progress">{text.going}</StatusIndicator>
  }
  if (disconnectReason === undefined) return text.empty
  return text.reasons[disconnectReason] ?? disconnectReason
}

interface RecordingProps {
  readonly contact: OverviewContact
  readonly playing: boolean
  readonly onPlay: () => void
}

/** A button until it is wanted, so that a page of contacts does not load a page of recordings. */
function Recording({ contact, playing, onPlay }: RecordingProps) {
  const { console: text } = messages
  const [failed, setFailed] = useState(false)
  const customer = callerName(contact.customer)
  if (!contact.recording) return <span className="console-recording">{text.noRecording}</span>
  return (
    <span className="console-recording">
      {failed ? (
        <StatusIndicator type="error">{text.recordingFailed}</StatusIndicator>
      ) : playing ? (
        // biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions
        <audio
          className="console-audio"
          controls
          autoPlay
          src={`/api/contacts/${encodeURIComponent(contact.contactId)}/recording`}
          onError={() => setFailed(true)}
        />
      ) : (
        <Button iconName="play" ariaLabel={text.playOf(customer)} onClick={onPlay}>
          {text.play}
        </Button>
      )}
    </span>
  )
}

function dateAndTime(at: number): string {
  return new Date(at).toLocaleString(undefined, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}
