// What was written in a chat; follows it while it goes on.
import Alert from '@cloudscape-design/components/alert'
import { useEffect } from 'react'
import { requestJson } from '../../../kit/http.ts'
import { languageTag } from '../../../kit/messages.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { DescribedContact } from './contact-events.ts'

/** `GET /api/contacts/{id}/transcript`. */
interface TranscriptAnswer {
  readonly Transcript: readonly TranscriptLine[]
}

interface TranscriptLine {
  readonly Id: string
  readonly AbsoluteTime: string
  readonly ContentType: string
  readonly Content?: string
  readonly DisplayName?: string
  readonly ParticipantRole?: string
  readonly Type: string
  readonly Attachments?: readonly { readonly AttachmentName: string }[]
}

const EVERY_MS = 2_000

export function Transcript({ contact }: { contact: DescribedContact }) {
  const { Id = '', DisconnectTimestamp } = contact
  const { value, problem, again } = useAnswer(async () => {
    const path = `/api/contacts/${encodeURIComponent(Id)}/transcript`
    const answer = await requestJson<TranscriptAnswer>('GET', path)
    if (answer.ok) return answer.value.Transcript
    throw new Error(answer.sentence)
  }, [Id, DisconnectTimestamp])
  useEffect(() => {
    if (DisconnectTimestamp !== undefined) return
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [DisconnectTimestamp, again])
  if (problem !== undefined && !value) return <Alert type="error">{problem}</Alert>
  if (!value) return undefined
  if (value.length === 0) return texts.transcriptNone
  return (
    <ol className="contact-lines">
      {value.map(line => (
        <li key={line.Id} className={classOf(line)}>
          {line.Type === 'EVENT' ? (
            eventWords(line)
          ) : (
            <>
              <span className="contact-line-head">{`${nameOf(line)} · ${timeOf(line)}`}</span>
              {line.Content ?? line.Attachments?.map(each => each.AttachmentName).join(', ')}
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

function classOf({ Type, ParticipantRole }: TranscriptLine): string {
  if (Type === 'EVENT') return 'contact-line contact-line-event'
  return ParticipantRole === 'CUSTOMER' ? 'contact-line' : 'contact-line contact-line-agent'
}

function nameOf({ DisplayName, ParticipantRole = '' }: TranscriptLine): string {
  return DisplayName ?? texts.roles[ParticipantRole] ?? ParticipantRole
}

function timeOf({ AbsoluteTime }: TranscriptLine): string {
  return new Date(AbsoluteTime).toLocaleTimeString(languageTag)
}

function eventWords(line: TranscriptLine): string {
  const kind = line.ContentType.split('.').at(-1) ?? ''
  const words: Record<string, string> = {
    joined: `${nameOf(line)} ${texts.joined}`,
    left: `${nameOf(line)} ${texts.left}`,
    ended: texts.chatEnded,
  }
  return `${words[kind] ?? kind} · ${timeOf(line)}`
}
