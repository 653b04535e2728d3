// Makes a new thing of a kind.
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useLocation } from 'wouter'
import { useConsole } from '../use-console.ts'
import { addressOf } from './addresses.ts'
import { PathTo } from './path-to.tsx'
import type { Resource } from './resource.ts'
import { ResourceForm } from './resource-form.tsx'
import { texts } from './texts/administration-texts.ts'

export function CreatePage({ resource }: { readonly resource: Resource }) {
  const [, goTo] = useLocation()
  const { notify } = useConsole()
  return (
    <SpaceBetween size="m">
      <PathTo resource={resource} name={texts.create} />
      <ResourceForm
        resource={resource}
        id={undefined}
        values={resource.beginning ?? {}}
        readOnly={false}
        submitLabel={texts.create}
        onCancel={() => goTo(addressOf(resource.key))}
        onSubmit={async values => {
          const id = await resource.create?.(values)
          goTo(addressOf(resource.key, id))
          notifyLater(() => notify('success', texts.saved))
        }}
      />
    </SpaceBetween>
  )

  /** The next page begins without what was said on the one before. */
  function notifyLater(then: () => void): void {
    setTimeout(then, 100)
  }
}
