// Sets the same for many things at once; those that refuse are named with the service's own sentence.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import Modal from '@cloudscape-design/components/modal'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { DialogActions } from '../dialog-actions.tsx'
import { sentenceOf } from '../use-answer.ts'
import type { Field, Resource, Row } from './resource.ts'
import { FieldRow } from './resource-form.tsx'
import { texts } from './texts/administration-texts.ts'
import { type Values, valueAt, withValue } from './values.ts'

interface BulkDialogProps {
  readonly resource: Resource
  readonly rows: readonly Row[]
  onClose(): void
  onDone(count: number): void
}

interface Failure {
  readonly name: string
  readonly sentence: string
}

export function BulkDialog({ resource, rows, onClose, onDone }: BulkDialogProps) {
  const fields = resource.fields.filter(field => field.bulk)
  const [values, setValues] = useState<Values>({})
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [done, setDone] = useState<number | undefined>()
  const [failures, setFailures] = useState<readonly Failure[]>([])
  const chosen = fields.filter(field => ticked.includes(field.name))
  const apply = async () => {
    const failed: Failure[] = []
    setFailures([])
    for (const [index, row] of rows.entries()) {
      setDone(index)
      await applyTo(resource, row, chosen, values).catch(error =>
        failed.push({ name: row.name, sentence: sentenceOf(error) }),
      )
    }
    setDone(undefined)
    if (failed.length === 0) onDone(rows.length)
    else setFailures(failed)
  }
  return (
    <Modal
      visible
      header={texts.bulkTitle(rows.length)}
      onDismiss={onClose}
      footer={
        <DialogActions
          cancel={texts.cancel}
          action={texts.apply}
          busy={done !== undefined}
          disabled={chosen.length === 0}
          onCancel={onClose}
          onAct={() => void apply()}
        />
      }
    >
      <SpaceBetween size="m">
        <Box color="text-body-secondary">{texts.bulkHint}</Box>
        {fields.map(field => (
          <SpaceBetween key={field.name} size="xxs">
            <Checkbox
              checked={ticked.includes(field.name)}
              onChange={({ detail }) =>
                setTicked(before =>
                  detail.checked
                    ? [...before, field.name]
                    : before.filter(each => each !== field.name),
                )
              }
            >
              {texts.fields[field.label]}
            </Checkbox>
            {ticked.includes(field.name) ? (
              <FieldRow
                field={field}
                id={undefined}
                values={values}
                readOnly={false}
                problem={undefined}
                onChange={value => setValues(before => withValue(before, field.name, value))}
              />
            ) : undefined}
          </SpaceBetween>
        ))}
        {done === undefined ? undefined : (
          <ProgressBar value={(done / rows.length) * 100} ariaLabel={texts.apply} />
        )}
        {failures.length === 0 ? undefined : (
          <Alert type="error" header={texts.bulkFailed}>
            <ul>
              {failures.map(({ name, sentence }) => (
                <li key={name}>
                  {name}: {sentence}
                </li>
              ))}
            </ul>
          </Alert>
        )}
      </SpaceBetween>
    </Modal>
  )
}

async function applyTo(
  resource: Resource,
  { id }: Row,
  fields: readonly Field[],
  values: Values,
): Promise<void> {
  const row = await resource.read(id)
  const after = fields.reduce<Values>(
    (so, field) => withValue(so, field.name, valueAt(values, field.name)),
    row.values,
  )
  await resource.update?.(row, after)
}
