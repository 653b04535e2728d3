// Things that refer to another, each with the way to it.
import { Link } from 'wouter'
import { addressOf } from './addresses.ts'
import type { Reference } from './references.ts'
import { texts } from './texts/administration-texts.ts'
import { type ResourceKey, resourceNames } from './texts/resource-names.ts'

const PAGES: Readonly<Record<string, ResourceKey>> = {
  queue: 'queues',
  'operating-hours': 'hours',
  'routing-profile': 'routing-profiles',
  agent: 'users',
  'security-profile': 'security-profiles',
  'transfer-destination': 'quick-connects',
  'phone-number': 'phone-numbers',
  'agent-group': 'hierarchy',
  'task-template': 'task-templates',
}

export function ReferenceList({ references }: { readonly references: readonly Reference[] }) {
  return (
    <ul className="administration-references">
      {references.map(({ kind, id, name }) => (
        <li key={`${kind} ${id}`}>
          {wordFor(kind)}:{' '}
          <Link className="console-link" href={addressOfReference(kind, id)}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function wordFor(kind: string): string {
  const page = PAGES[kind]
  return page === undefined ? texts.fields.flow : resourceNames[page]
}

function addressOfReference(kind: string, id: string): string {
  const page = PAGES[kind]
  if (page !== undefined) return addressOf(page, id)
  return kind === 'flow-module' ? `/console/flow-modules/${id}` : `/console/flows/${id}`
}
