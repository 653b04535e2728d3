// What was said in a chat, oldest above, kept at its end as long as the agent has not scrolled away.
import { type UIEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { languageTag, messages } from '../messages.ts'
import type { AgentChat } from './agent-chats.ts'
import { authorOf, ChatMessage } from './chat-message.tsx'
import { type ChatRow, chatRows, lastOfOurs } from './chat-rows.ts'
import { type Conversation, shownOutbox } from './conversation.ts'
import type { ParticipantClient } from './participant-client.ts'
import { UnsentLine } from './unsent-line.tsx'

/** So near the end, in pixels, that the agent wants to see what comes. */
const NEAR_END = 60

export function MessageList({ chat }: { chat: AgentChat }) {
  const { client, conversation } = chat
  const texts = messages.desk.chat
  const { lines, participantId, outbox, typists } = conversation
  const rows = useMemo(
    () => chatRows({ lines, participantId }, dayOf, isShown),
    [lines, participantId],
  )
  const last = lastOfOurs(conversation)
  const end = useKeptEnd(`${lines.length} ${outbox.length} ${typists.length}`)
  return (
    <div
      className="kit-messages"
      ref={end.place}
      onScroll={end.onScroll}
      role="log"
      aria-label={texts.messages}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      <Earlier conversation={conversation} client={client} />
      <ol>
        {rows.map(row => drawRow(row, client, row.id === last?.id ? texts[last.how] : undefined))}
        {shownOutbox(conversation).map(each => (
          <UnsentLine key={each.clientToken} unsent={each} chat={chat} />
        ))}
      </ol>
      <p className="kit-typing" aria-live="polite">
        {typists.map(each => texts.typing(authorOf(each))).join(' ')}
      </p>
    </div>
  )
}

function drawRow(row: ChatRow, client: ParticipantClient, receipt: string | undefined) {
  switch (row.type) {
    case 'day':
      return (
        <li key={row.id} className="kit-day">
          {new Date(row.at).toLocaleDateString(languageTag, { dateStyle: 'full' })}
        </li>
      )
    case 'event':
      return (
        <li key={row.id} className="kit-event">
          {messages.desk.chat.events[row.event]?.(authorOf(row.line))}
        </li>
      )
    default:
      return <ChatMessage key={row.id} row={row} client={client} receipt={receipt} />
  }
}

function Earlier(props: { conversation: Conversation; client: ParticipantClient }) {
  const texts = messages.desk.chat
  const { earlier } = props.conversation
  if (earlier === 'none' || earlier === 'unknown') return undefined
  return (
    <button
      type="button"
      className="kit-small-button kit-earlier"
      disabled={earlier === 'loading'}
      onClick={() => void props.client.loadEarlier()}
    >
      {earlier === 'loading' ? texts.loadingEarlier : texts.earlier}
    </button>
  )
}

/** Stays at the end as it grows, unless the agent looks further up. */
function useKeptEnd(content: string) {
  const place = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef<boolean>(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that matters
  useLayoutEffect(() => {
    const { current } = place
    if (current && isAtEnd.current) current.scrollTop = current.scrollHeight
  }, [content])
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END
  }
  return { place, onScroll }
}

function dayOf(at: number): string {
  return new Date(at).toDateString()
}

function isShown(event: string): boolean {
  return messages.desk.chat.events[event] !== undefined
}
