// Flows and modules with what stands behind their ids: numbered versions, which never change, and
// the names `$LATEST` and `$SAVED`.
import type { Entry } from '../core/directory/directory.ts'
import { aliasedVersion } from '../core/directory/module-alias.ts'
import { flowReference, versionId, versionNumber } from '../core/flow/reference.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { contentHash } from './flow-content.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import type { Paging } from './page.ts'
import { pageOf } from './page.ts'
import { find, wordFor } from './resource.ts'
import { invalidParameter, invalidRequest, notFound } from './service-error.ts'

/** What has versions, and what its versions are kept as. */
type Versioned = 'contact-flow' | 'flow-module'

const VERSIONS = {
  'contact-flow': 'contact-flow-version',
  'flow-module': 'flow-module-version',
} as const

type VersionKind<K extends Versioned> = (typeof VERSIONS)[K]

/** By id or ARN: the published content, the draft, or a version. */
export type Named<K extends Versioned> =
  | { readonly is: 'latest' | 'saved'; readonly entry: Entry<K> }
  | { readonly is: 'version'; readonly entry: Entry<K>; readonly version: Entry<VersionKind<K>> }

export function findNamed<K extends Versioned>(
  context: OperationContext,
  kind: K,
  idOrArn: string,
): Named<K> {
  const entry = find(context, kind, idOrArn)
  const { qualifier = '$LATEST' } = flowReference(idOrArn)
  if (qualifier === '$LATEST') return { is: 'latest', entry }
  if (qualifier === '$SAVED') return { is: 'saved', entry }
  const { directory } = context.centre
  // Flows have no aliases.
  const number = versionNumber(qualifier) ?? aliasedVersion(directory, entry.id, qualifier)
  if (number === undefined) {
    throw invalidParameter(`${qualifier} names no version of a ${wordFor(kind)}.`)
  }
  return { is: 'version', entry, version: findVersion(context, kind, entry.id, number) }
}

/** What may be changed: not a version. */
export function findChangeable<K extends Versioned>(
  context: OperationContext,
  kind: K,
  idOrArn: string,
): { readonly entry: Entry<K>; readonly isDraft: boolean } {
  const named = findNamed(context, kind, idOrArn)
  if (named.is === 'version') throw invalidParameter('A version never changes.')
  return { entry: named.entry, isDraft: named.is === 'saved' }
}

export function findVersion<K extends Versioned>(
  { centre }: OperationContext,
  kind: K,
  ofId: string,
  number: number,
): Entry<VersionKind<K>> {
  const id = versionId(ofId, number)
  const document = centre.directory.get<VersionKind<K>>(VERSIONS[kind], id)
  if (!document) throw notFound(`There is no version ${number} of this ${wordFor(kind)}.`)
  return { id, document }
}

/** The id as it is kept where a flow is referred to: with its version where one is named. */
export function flowIdWithVersion(context: OperationContext, idOrArn: string): string {
  const named = findNamed(context, 'contact-flow', idOrArn)
  if (named.is === 'saved') throw invalidParameter('A draft cannot be run: publish it first.')
  return named.is === 'version' ? named.version.id : named.entry.id
}

/** Does the reference name this flow, in whatever version? */
export function namesFlow(reference: string | undefined, flowId: string): boolean {
  return reference !== undefined && flowReference(reference).id === flowId
}

interface NewVersion {
  /** What the caller takes the published content for. */
  readonly sha256?: string | undefined
  readonly description?: string | undefined
  /** The number the caller expects. */
  readonly number?: number | undefined
  /** When the caller takes the thing to have changed last. */
  readonly lastModifiedTime?: number | undefined
}

/** A version of what is published now. Numbers are never used twice, deleted versions included. */
export function newVersion<K extends Versioned>(
  { now, region }: OperationContext,
  kind: K,
  { id, document }: Entry<K>,
  asked: NewVersion,
): { readonly number: number; readonly inputs: readonly Change[] } {
  const { Content, LastModifiedTime, LastVersion = 0 } = document
  const number = Number(LastVersion) + 1
  if (document.Status !== 'PUBLISHED') {
    throw invalidRequest(`The ${wordFor(kind)} has not been published.`)
  }
  if (asked.sha256 !== undefined && asked.sha256 !== contentHash(Content)) {
    throw invalidRequest('FlowContentSha256 is not that of the published content.')
  }
  if (asked.lastModifiedTime !== undefined && !isSame(asked.lastModifiedTime, LastModifiedTime)) {
    throw invalidRequest(`The ${wordFor(kind)} has changed since LastModifiedTime.`)
  }
  if (asked.number !== undefined && asked.number !== number) {
    throw invalidParameter(`The next version is ${number}.`)
  }
  const members: JsonObject = {
    [kind === 'contact-flow' ? 'FlowId' : 'ModuleId']: id,
    Version: number,
    Content,
    ...(asked.description !== undefined && { VersionDescription: asked.description }),
    ...(kind === 'flow-module' && { Settings: document.Settings as Json }),
    CreatedTime: now,
    LastModifiedTime: now,
    LastModifiedRegion: region,
  }
  // Numbering a version changes nothing of the flow that anybody is shown.
  const numbered = { ...document, LastVersion: number } as unknown as JsonObject
  return {
    number,
    inputs: [
      { type: 'config.put', kind, id, document: numbered },
      {
        type: 'config.put',
        kind: VERSIONS[kind],
        id: versionId(id, number),
        document: JSON.parse(JSON.stringify(members)) as JsonObject,
      },
    ],
  }
}

/** One page of versions, the first one first. */
export function versionsOf<K extends Versioned>(
  { centre }: OperationContext,
  kind: K,
  id: string,
  paging: Paging,
) {
  const all = allVersions(centre.directory.list(VERSIONS[kind]), id)
  return pageOf(all, paging, ({ document }) => String(document.Version).padStart(10, '0'))
}

/** Deletes every version of what is deleted itself. */
export function removeVersions(
  { centre }: OperationContext,
  kind: Versioned,
  id: string,
): readonly Change[] {
  const versions = allVersions(centre.directory.list(VERSIONS[kind]), id)
  return versions.map(version => ({ type: 'config.delete', kind: VERSIONS[kind], id: version.id }))
}

function allVersions<E extends { readonly id: string; readonly document: { Version: number } }>(
  list: Iterable<E>,
  ofId: string,
): readonly E[] {
  return [...list]
    .filter(({ id }) => id.startsWith(`${ofId}:`))
    .sort((a, b) => a.document.Version - b.document.Version)
}

/** The API tells times in whole seconds to some clients. */
function isSame(given: number, kept: number | undefined): boolean {
  return kept !== undefined && Math.floor(given / 1000) === Math.floor(kept / 1000)
}
