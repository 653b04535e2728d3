// Passing a chat or task on: to a queue, an agent or a flow, by quick connect.
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import { useEffect, useState } from 'react'
import type { PageQuickConnect } from '../../../src/api/contract/agent-stream.ts'
import { messages } from '../messages.ts'
import type { AgentPage } from '../use-agent-link.ts'

export interface TransferDialogProps {
  readonly page: AgentPage
  readonly contactId: string
  readonly onClose: () => void
}

export function TransferDialog({ page, contactId, onClose }: TransferDialogProps) {
  const { transfer } = messages.desk
  const [all, setAll] = useState<readonly PageQuickConnect[] | 'loading' | undefined>('loading')
  const [sought, setSought] = useState('')
  const { link } = page
  useEffect(() => void link.quickConnects().then(setAll), [link])
  const choose = (quickConnectId: string) => {
    link.transfer(contactId, quickConnectId)
    onClose()
  }
  return (
    <Modal
      visible
      size="small"
      header={transfer.title}
      closeAriaLabel={transfer.cancel}
      onDismiss={onClose}
    >
      <input
        className="kit-input"
        type="search"
        aria-label={transfer.search}
        placeholder={transfer.search}
        value={sought}
        onChange={event => setSought(event.target.value)}
      />
      {all === 'loading' || all === undefined ? (
        <p role="status">{all === 'loading' ? transfer.loading : transfer.unavailable}</p>
      ) : (
        <Choices found={found(all, sought)} isSought={sought !== ''} onChoose={choose} />
      )}
    </Modal>
  )
}

function Choices(props: {
  found: readonly PageQuickConnect[]
  isSought: boolean
  onChoose: (quickConnectId: string) => void
}) {
  const { transfer } = messages.desk
  if (props.found.length === 0) {
    return <p className="kit-quiet">{props.isSought ? transfer.notFound : transfer.none}</p>
  }
  return (
    <ul className="kit-choices">
      {props.found.map(({ quickConnectId, name, type, description }) => (
        <li key={quickConnectId}>
          <span>
            {name} <small>{description ?? transfer.types[type]}</small>
          </span>
          <Button ariaLabel={transfer.to(name)} onClick={() => props.onChoose(quickConnectId)}>
            {transfer.title}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Only calls can be passed on to a number. */
function found(all: readonly PageQuickConnect[], sought: string): readonly PageQuickConnect[] {
  const part = sought.trim().toLocaleLowerCase()
  return all.filter(
    ({ name, type }) => type !== 'PHONE_NUMBER' && name.toLocaleLowerCase().includes(part),
  )
}
