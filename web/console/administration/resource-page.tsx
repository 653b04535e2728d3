// The pages of all kinds, in one chunk: which kind is meant is in the address.
import './administration.css'
import { type ComponentType, useMemo } from 'react'
import type { PageParams } from '../console-page.ts'
import { ComparePage } from './compare-page.tsx'
import { CreatePage } from './create-page.tsx'
import { DetailsPage } from './details-page.tsx'
import { Worded } from './i18n.tsx'
import { ImportPage } from './import/import-page.tsx'
import { ListPage } from './list-page.tsx'
import { resources } from './resources.ts'
import type { ResourceKey } from './texts/resource-names.ts'

interface PageProps {
  readonly params: PageParams
}

export function listPageOf(key: ResourceKey): ComponentType<PageProps> {
  return () => (
    <Worded>
      <ListPage resource={resources[key]} />
    </Worded>
  )
}

export function createPageOf(key: ResourceKey): ComponentType<PageProps> {
  return () => (
    <Worded>
      <CreatePage resource={resources[key]} />
    </Worded>
  )
}

export function detailsPageOf(key: ResourceKey): ComponentType<PageProps> {
  return ({ params }) => {
    const id = useMemo(() => decodeURIComponent(params.id ?? ''), [params.id])
    return (
      <Worded>
        <DetailsPage key={id} resource={resources[key]} id={id} />
      </Worded>
    )
  }
}

export function WordedComparePage() {
  return (
    <Worded>
      <ComparePage />
    </Worded>
  )
}

export function WordedImportPage() {
  return (
    <Worded>
      <ImportPage />
    </Worded>
  )
}
