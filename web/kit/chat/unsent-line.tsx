// What the agent has written and the centre does not have yet, or has refused.
import { messages } from '../messages.ts'
import type { AgentChat } from './agent-chats.ts'
import type { Unsent } from './conversation.ts'

export function UnsentLine({ unsent, chat }: { unsent: Unsent; chat: AgentChat }) {
  const texts = messages.desk.chat
  const { clientToken, content, isFile, refused } = unsent
  const { link } = chat.conversation
  const hasFailed = refused !== undefined || link === 'over'
  const waiting = link === 'open' ? (isFile ? texts.uploading : texts.sending) : texts.waiting
  return (
    <li className={`kit-line kit-ours kit-unsent ${hasFailed ? 'kit-refused' : ''}`}>
      <div className="kit-bubble">
        <p>{content}</p>
      </div>
      <p className="kit-line-receipt" role={hasFailed ? 'alert' : undefined}>
        {hasFailed ? `${texts.notSent}${refused ? `: ${refused}` : ''}` : waiting}
        {hasFailed && link !== 'over' ? (
          <button
            type="button"
            className="kit-link-button"
            onClick={() => chat.client.sendAgain(clientToken)}
          >
            {texts.again}
          </button>
        ) : undefined}
        {hasFailed ? (
          <button
            type="button"
            className="kit-link-button"
            onClick={() => chat.client.discard(clientToken)}
          >
            {texts.discard}
          </button>
        ) : undefined}
      </p>
    </li>
  )
}
