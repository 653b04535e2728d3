// Where the agent writes: text, files, and the texts that are written all the time. What is begun stays
// when another contact is looked at, and over a reload.
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { messages } from '../messages.ts'
import { keep, kept } from '../page-memory.ts'
import { useShortcuts } from '../shortcuts.ts'
import type { ParticipantClient } from './participant-client.ts'
import { CONTENT } from './participant-protocol.ts'

export interface ComposerProps {
  readonly contactId: string
  readonly client: ParticipantClient
}

/** The service takes no larger ones. */
const FILE_BYTES_MAX = 20 * 1024 * 1024

export function Composer({ contactId, client }: ComposerProps) {
  const { chat, quickReplies } = messages.desk
  const key = `parley.draft.${contactId}`
  const [text, setText] = useState(() => kept(key, ''))
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => keep(key, text), [key, text])
  useShortcuts({ compose: () => field.current?.focus() })

  function write(next: string) {
    setText(next)
    if (next !== '') client.typing()
  }
  function send() {
    if (text.trim() === '') return
    client.send({ contentType: CONTENT.plain, content: text.trim() })
    setText('')
    field.current?.focus()
  }
  function attach(files: readonly File[]) {
    const tooBig = files.find(each => each.size > FILE_BYTES_MAX)
    setProblem(tooBig ? chat.tooBig(tooBig.name) : '')
    for (const file of files) if (file.size <= FILE_BYTES_MAX) client.sendFile(file)
  }
  return (
    <div className="kit-composer">
      {problem === '' ? undefined : (
        <p className="kit-note kit-bad" role="alert">
          {problem}
        </p>
      )}
      <textarea
        ref={field}
        className="kit-input"
        rows={2}
        aria-label={chat.write}
        placeholder={chat.write}
        maxLength={4096}
        value={text}
        onChange={event => write(event.target.value)}
        onKeyDown={event => onEnter(event, send)}
        onPaste={event => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          attach([...event.clipboardData.files])
        }}
      />
      <div className="kit-composer-tools">
        <FileButton onFiles={attach} />
        <ButtonDropdown
          variant="normal"
          expandToViewport
          items={quickReplies.map(({ name }, index) => ({ id: String(index), text: name }))}
          onItemClick={({ detail }) => {
            const chosen = quickReplies[Number(detail.id)]?.text ?? ''
            write(text.trim() === '' ? chosen : `${text.trimEnd()} ${chosen}`)
            field.current?.focus()
          }}
        >
          {chat.quickReplies}
        </ButtonDropdown>
        <small className="kit-hint">{chat.hint}</small>
        <Button variant="primary" disabled={text.trim() === ''} onClick={send}>
          {chat.send}
        </Button>
      </div>
    </div>
  )
}

/** Enter that ends the composing of a Japanese word, say, is not for us. */
function onEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  send()
}

function FileButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const { attach } = messages.desk.chat
  return (
    <>
      <Button iconName="upload" ariaLabel={attach} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={attach}
        onChange={event => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
