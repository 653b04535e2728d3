// One thing: its settings, what more there is of its kind, who uses it, and who changed what.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useAnswer } from '../use-answer.ts'
import { useConsole } from '../use-console.ts'
import { Waiting } from '../waiting.tsx'
import { addressOf, permissionOf } from './addresses.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { HistoryTab } from './history-tab.tsx'
import { noteName } from './names.ts'
import { PathTo } from './path-to.tsx'
import type { Resource, Row } from './resource.ts'
import { ResourceForm } from './resource-form.tsx'
import { texts } from './texts/administration-texts.ts'
import { UsedByTab } from './used-by-tab.tsx'

export function DetailsPage({
  resource,
  id,
}: {
  readonly resource: Resource
  readonly id: string
}) {
  const { value: row, problem, again } = useAnswer(() => resource.read(id), [resource, id])
  const [, goTo] = useLocation()
  const { may } = useConsole()
  const [deleting, setDeleting] = useState(false)
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  if (row === undefined) return <Waiting />
  const fixed = resource.isFixed?.(row) === true
  const removes = !fixed && resource.remove && may(permissionOf(resource.key, 'Delete'))
  return (
    <SpaceBetween size="m">
      <PathTo
        resource={resource}
        name={row.name}
        actions={
          removes ? <Button onClick={() => setDeleting(true)}>{texts.remove}</Button> : undefined
        }
      />
      <DetailsTabs resource={resource} row={row} fixed={fixed} reload={again} />
      {deleting ? (
        <DeleteDialog
          resource={resource}
          rows={[row]}
          onClose={() => setDeleting(false)}
          onDone={() => goTo(addressOf(resource.key))}
        />
      ) : undefined}
    </SpaceBetween>
  )
}

interface DetailsTabsProps {
  readonly resource: Resource
  readonly row: Row
  /** Nobody may change it. */
  readonly fixed: boolean
  reload(): void
}

function DetailsTabs({ resource, row, fixed, reload }: DetailsTabsProps) {
  const [asked, setAsked] = useSearchParams()
  const { may, notify } = useConsole()
  const { update, tabs = [], kind, key } = resource
  const [saved, setSaved] = useState(0)
  return (
    <Tabs
      activeTabId={asked.get('tab') ?? 'settings'}
      onChange={({ detail }) => setAsked({ tab: detail.activeTabId }, { replace: true })}
      tabs={[
        {
          id: 'settings',
          label: texts.settings,
          // What is typed there stays while another tab is looked at.
          contentRenderStrategy: 'lazy',
          content: (
            <ResourceForm
              // What was saved is what the form begins with again.
              key={`${row.id} ${saved}`}
              resource={resource}
              id={row.id}
              values={row.values}
              readOnly={fixed || !update || !may(permissionOf(key, 'Edit'))}
              submitLabel={texts.save}
              onSubmit={async values => {
                await update?.(row, values)
                const { name } = await resource.read(row.id)
                noteName(key, row.id, name)
                reload()
                setSaved(times => times + 1)
                notify('success', texts.saved)
              }}
            />
          ),
        },
        ...tabs.map(({ id, label, Content }) => ({
          id,
          label,
          content: <Content row={row} reload={reload} />,
        })),
        ...(kind === undefined
          ? []
          : [{ id: 'used', label: texts.usedBy, content: <UsedByTab kind={kind} id={row.id} /> }]),
        { id: 'history', label: texts.history, content: <HistoryTab row={row} /> },
      ]}
    />
  )
}
