// The order in which agents see their statuses, changed by moving them up and down.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import { useState } from 'react'
import { sentenceOf } from '../../use-answer.ts'
import { call } from '../api-resource.ts'
import type { Row } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import { moved } from './moved.ts'

interface ReorderProps {
  readonly rows: readonly Row[]
  reload(): void
}

export function ReorderButton({ rows, reload }: ReorderProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button disabled={rows.length < 2} onClick={() => setOpen(true)}>
        {texts.reorder}
      </Button>
      {open ? (
        <ReorderDialog rows={rows} reload={reload} onClose={() => setOpen(false)} />
      ) : undefined}
    </>
  )
}

function ReorderDialog({ rows, reload, onClose }: ReorderProps & { onClose(): void }) {
  const [order, setOrder] = useState(() => [...rows].sort((a, b) => orderOf(a) - orderOf(b)))
  const [problem, setProblem] = useState<string | undefined>()
  const save = async () => {
    try {
      for (const [index, { id }] of order.entries()) {
        await call('UpdateAgentStatus', { AgentStatusId: id, DisplayOrder: index + 1 })
      }
      onClose()
      reload()
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <Modal
      visible
      header={texts.reorder}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={() => void save()}>
            {common.save}
          </Button>
        </Box>
      }
    >
      <ol className="administration-order">
        {order.map((row, index) => (
          <li key={row.id}>
            <span>{row.name}</span>
            <Button
              variant="inline-icon"
              iconName="angle-up"
              disabled={index === 0}
              ariaLabel={`${common.up}: ${row.name}`}
              onClick={() => setOrder(before => moved(before, index, -1))}
            />
            <Button
              variant="inline-icon"
              iconName="angle-down"
              disabled={index === order.length - 1}
              ariaLabel={`${common.down}: ${row.name}`}
              onClick={() => setOrder(before => moved(before, index, 1))}
            />
          </li>
        ))}
      </ol>
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
    </Modal>
  )
}

/** Those without an order come last. */
function orderOf({ values }: Row): number {
  return typeof values.DisplayOrder === 'number' ? values.DisplayOrder : Number.MAX_SAFE_INTEGER
}
