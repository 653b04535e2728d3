// One message of a chat as the agent sees it.

import { languageTag, messages } from '../messages.ts'
import { AttachmentLine } from './attachment-line.tsx'
import type { ChatRow } from './chat-rows.ts'
import type { Line } from './conversation.ts'
import { answerLabel, isView, type Question, readInteractive } from './interactive.ts'
import type { ParticipantClient } from './participant-client.ts'
import { CONTENT } from './participant-protocol.ts'
import { PlainText, RichText } from './rich-text.tsx'

interface ChatMessageProps {
  readonly row: Extract<ChatRow, { readonly type: 'message' }>
  readonly client: ParticipantClient
  /** Below the last thing that we said. */
  readonly receipt: string | undefined
}

export function ChatMessage({ row, client, receipt }: ChatMessageProps) {
  const { line, isOurs, isFirst } = row
  return (
    <li className={`kit-line ${isOurs ? 'kit-ours' : ''} ${isFirst ? 'kit-first' : ''}`}>
      {isFirst ? (
        <p className="kit-line-who">
          <span>{isOurs ? messages.desk.chat.you : authorOf(line)}</span>{' '}
          <time dateTime={new Date(line.at).toISOString()}>{timeText(line.at)}</time>
        </p>
      ) : undefined}
      <div className={`kit-bubble kit-from-${line.role.toLowerCase()}`}>
        <Content line={line} client={client} />
      </div>
      {receipt === undefined ? undefined : <p className="kit-line-receipt">{receipt}</p>}
    </li>
  )
}

/** Who has written it, in a name that is never empty. */
export function authorOf({ role, displayName }: Pick<Line, 'role' | 'displayName'>): string {
  const { chat } = messages.desk
  if (role === 'SYSTEM') return chat.system
  return displayName || (chat.roles[role] ?? chat.someone)
}

function timeText(at: number): string {
  return new Date(at).toLocaleTimeString(languageTag, {
    hour: '2-digit',
    minute: '2-digit',
  })
}

function Content({ line, client }: { line: Line; client: ParticipantClient }) {
  const { chat } = messages.desk
  if (line.kind === 'attachment') {
    return line.attachments.map(each => (
      <AttachmentLine key={each.attachmentId} attachment={each} client={client} />
    ))
  }
  switch (line.contentType) {
    case CONTENT.markdown:
      return <RichText text={line.content} />
    case CONTENT.interactive:
      return <Interactive content={line.content} />
    case CONTENT.interactiveResponse:
      return (
        <p>
          {chat.chose}: {answerLabel(line.content)}
        </p>
      )
    case CONTENT.plain:
      return (
        <p>
          <PlainText text={line.content} />
        </p>
      )
    default:
      return <pre>{line.content}</pre>
  }
}

/** What the customer is asked, with the choices, which only the customer can make. */
function Interactive({ content }: { content: string }) {
  const { chat } = messages.desk
  const shown = readInteractive(content)
  if (!shown) return <pre>{content}</pre>
  if (isView(shown)) return <p>{chat.form}</p>
  return (
    <div className="kit-question">
      <Picture of={shown} />
      {shown.title === '' ? undefined : <strong>{shown.title}</strong>}
      {shown.subtitle === '' ? undefined : <p>{shown.subtitle}</p>}
      {shown.groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: read from one text, they never change their places
        <div key={index}>
          <Picture of={group} />
          {group.title === '' ? undefined : <strong>{group.title}</strong>}
          {group.subtitle === '' ? undefined : <p>{group.subtitle}</p>}
          <ul aria-label={chat.choices}>
            {group.choices.map(choice => (
              <li key={`${choice.label} ${choice.about}`}>
                {choice.at === undefined
                  ? choice.label
                  : new Date(choice.at).toLocaleString(languageTag)}
                {choice.about === '' ? undefined : <small> {choice.about}</small>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Picture({ of }: { of: Pick<Question, 'image'> }) {
  return of.image ? <img src={of.image.url} alt={of.image.about} loading="lazy" /> : undefined
}
