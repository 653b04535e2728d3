// Deletes things after it has said what refers to them.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useState } from 'react'
import { DialogActions } from '../dialog-actions.tsx'
import { sentenceOf, useAnswer } from '../use-answer.ts'
import { ReferenceList } from './reference-list.tsx'
import { referencesTo } from './references.ts'
import type { Resource, Row } from './resource.ts'
import { texts } from './texts/administration-texts.ts'

interface DeleteDialogProps {
  readonly resource: Resource
  readonly rows: readonly Row[]
  onClose(): void
  onDone(names: string): void
}

export function DeleteDialog({ resource, rows, onClose, onDone }: DeleteDialogProps) {
  const { kind } = resource
  const { value: used, problem: unknown } = useAnswer(
    async () =>
      Promise.all(
        rows.map(async row => ({
          row,
          references: kind === undefined ? [] : await referencesTo(kind, row.id),
        })),
      ),
    [rows],
  )
  const [problem, setProblem] = useState<string | undefined>()
  const [deleting, setDeleting] = useState(false)
  const blocked = used?.filter(({ references }) => references.some(each => each.blocks)) ?? []
  const remove = async () => {
    setDeleting(true)
    setProblem(undefined)
    try {
      for (const row of rows) await resource.remove?.(row.id)
      onDone(rows.map(row => row.name).join(', '))
    } catch (error) {
      setProblem(sentenceOf(error))
      setDeleting(false)
    }
  }
  return (
    <Modal
      visible
      header={texts.deleteTitle(rows.length)}
      onDismiss={onClose}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={texts.remove}
          busy={deleting}
          disabled={used === undefined || blocked.length > 0}
          onCancel={onClose}
          onAct={() => void remove()}
        />
      }
    >
      <SpaceBetween size="s">
        <Box fontWeight="bold">{rows.map(row => row.name).join(', ')}</Box>
        {used === undefined ? (
          unknown === undefined ? (
            <StatusIndicator type="loading">{texts.deleting}</StatusIndicator>
          ) : (
            <Alert type="error">{unknown}</Alert>
          )
        ) : blocked.length === 0 ? (
          texts.deleteFree
        ) : (
          <Alert type="warning">{texts.deleteUsed}</Alert>
        )}
        {used
          ?.filter(({ references }) => references.length > 0)
          .map(({ row, references }) => (
            <div key={row.id}>
              <Box variant="awsui-key-label">{row.name}</Box>
              <ReferenceList references={references} />
            </div>
          ))}
        {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}
