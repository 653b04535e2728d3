// The way back to the list, and the name of what is shown.
import Header from '@cloudscape-design/components/header'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { addressOf } from './addresses.ts'
import type { Resource } from './resource.ts'
import { resourceNames } from './texts/resource-names.ts'

interface PathToProps {
  readonly resource: Pick<Resource, 'key'>
  readonly name: string
  readonly actions?: ReactNode
}

export function PathTo({ resource, name, actions }: PathToProps) {
  return (
    <div>
      <Link className="console-link" href={addressOf(resource.key)}>
        {resourceNames[resource.key]}
      </Link>
      <Header variant="h1" actions={actions}>
        {name}
      </Header>
    </div>
  )
}
