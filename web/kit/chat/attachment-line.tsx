// A file in a chat, with how to get it.
import { useState } from 'react'
import { messages } from '../messages.ts'
import type { LineAttachment } from './conversation.ts'
import type { ParticipantClient } from './participant-client.ts'

interface AttachmentLineProps {
  readonly attachment: LineAttachment
  readonly client: ParticipantClient
}

export function AttachmentLine({ attachment, client }: AttachmentLineProps) {
  const { chat } = messages.desk
  const { attachmentId, name, status } = attachment
  const [hasFailed, setFailed] = useState(false)
  const download = async () => {
    setFailed(false)
    try {
      save(await client.attachmentUrl(attachmentId), name)
    } catch {
      setFailed(true) // refused or unreachable: the agent may try again
    }
  }
  if (status !== 'APPROVED') {
    return (
      <p>
        {name} <small>({status === 'REJECTED' ? chat.refusedFile : chat.scanning})</small>
      </p>
    )
  }
  return (
    <p>
      <button
        type="button"
        className="kit-link-button"
        aria-label={chat.download(name)}
        onClick={() => void download()}
      >
        {name}
      </button>
      {hasFailed ? <small role="alert"> {chat.downloadFailed}</small> : undefined}
    </p>
  )
}

function save(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.rel = 'noopener'
  link.click()
}
