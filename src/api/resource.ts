// Configured things as operations handle them: looked up, made, changed, shown in pages.
import type { DirectoryView, Entry } from '../core/directory/directory.ts'
import type { Kind } from '../core/directory/document.ts'
import type { JsonObject } from '../core/json.ts'
import { checkReach, reaches } from './access/reach.ts'
import { arnOf, bareId } from './arn.ts'
import { requireRoomForOne } from './limit/quotas.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import type { Paging } from './page.ts'
import { pageOf } from './page.ts'
import type { Input } from './request-reader.ts'
import { duplicate, notFound, ServiceError } from './service-error.ts'

const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  agent: 'user',
  'operating-hours': 'hours of operation',
  'phone-number': 'phone number',
  'contact-flow': 'flow',
  'flow-module': 'flow module',
  'test-case': 'test case',
  'test-case-execution': 'test case execution',
  'transfer-destination': 'quick connect',
  'agent-state': 'agent status',
  'agent-group': 'user hierarchy group',
  'routing-profile': 'routing profile',
  'security-profile': 'security profile',
  'predefined-attribute': 'predefined attribute',
  'data-table': 'data table',
  'task-template': 'task template',
  'evaluation-form': 'evaluation form',
  'contact-evaluation': 'evaluation',
  'integration-association': 'integration association',
  'use-case': 'use case',
  'flow-association': 'flow association',
  'security-key': 'security key',
  'traffic-distribution-group': 'traffic distribution group',
  'extraction-definition': 'extraction definition',
  'email-address': 'e-mail address',
  'push-registration': 'registration',
}

/** What people call things of a kind. */
export function wordFor(kind: Kind): string {
  return WORDS[kind] ?? kind
}

/** Refuses a request for another instance than ours. */
export function checkInstance({ centre }: OperationContext, { InstanceId }: Input): void {
  if (typeof InstanceId === 'string' && bareId(InstanceId) !== centre.instanceId) {
    throw notFound('There is no such instance.')
  }
}

/** By id or ARN. */
export function find<K extends Kind>(
  context: OperationContext,
  kind: K,
  idOrArn: string,
): Entry<K> {
  const id = bareId(idOrArn)
  const document = context.centre.directory.get(kind, id)
  if (!document) throw notFound(`There is no ${wordFor(kind)} ${id}.`)
  if (!reaches(context, kind, { id, document })) {
    throw new ServiceError(
      'AccessDeniedException',
      `Your security profiles do not let you see the ${wordFor(kind)} ${id}.`,
    )
  }
  return { id, document }
}

/** The bare id of a thing that must exist; nothing stays nothing. */
export function idOf(context: OperationContext, kind: Kind, idOrArn: string): string
export function idOf(
  context: OperationContext,
  kind: Kind,
  idOrArn: string | undefined,
): string | undefined
export function idOf(
  context: OperationContext,
  kind: Kind,
  idOrArn: string | undefined,
): string | undefined {
  return idOrArn === undefined ? undefined : find(context, kind, idOrArn).id
}

/** Names are unique within their kind, whatever the case of their letters. */
export function requireFreeName(
  { centre }: OperationContext,
  kind: Kind,
  name: string | undefined,
  ownId?: string,
): void {
  const other = name === undefined ? undefined : centre.directory.named(kind, name)
  if (other && other.id !== ownId) throw duplicate(`There is a ${wordFor(kind)} ${name} already.`)
}

/** A new thing of a kind, with its id, its ARN and the input that makes it, if there is room for one more. */
export function create(
  context: OperationContext,
  kind: Kind,
  document: object,
): { readonly id: string; readonly arn: string; readonly input: Change } {
  checkReach(context, kind, document)
  requireRoomForOne(context, kind)
  const id = context.newId()
  const input = put(context, kind, id, { ...document, CreatedTime: context.now })
  return { id, arn: arnOf(context, kind, id), input }
}

/** The input that changes some members; one that is given as `undefined` goes. */
export function edit<K extends Kind>(
  context: OperationContext,
  kind: K,
  { id, document }: Entry<K>,
  members: object,
): Change {
  const edited = { ...document, ...members }
  if (id !== context.caller.userId) checkReach(context, kind, edited)
  return put(context, kind, id, edited)
}

export function remove(kind: Kind, id: string): Change {
  return { type: 'config.delete', kind, id }
}

/** The input that keeps a document under an id that is chosen, not drawn. */
export function put(
  { now, region }: OperationContext,
  kind: Kind,
  id: string,
  document: object,
): Change {
  const stamped = { ...document, LastModifiedTime: now, LastModifiedRegion: region }
  const present = Object.entries(stamped).filter(([, value]) => value !== undefined)
  // Operations put together what the API's reader parsed from JSON, so it is JSON.
  return { type: 'config.put', kind, id, document: Object.fromEntries(present) as JsonObject }
}

/** Only those members of an update that were given, so that the others stay as they are. */
export function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

/**
 * A document's members under the API's names. Documents are written by operations from checked input
 * (or seeded), with the service's own members, so the promise in the type is kept there.
 */
export function membersOf<Shown>({ document }: { readonly document: object }): Shown {
  return document as Shown
}

/** One page of the things of a kind, by name, and whatever `show` makes of each. */
export function listed<K extends Kind, Shown>(
  context: OperationContext,
  kind: K,
  paging: Paging,
  show: (entry: Entry<K>) => Shown,
  wanted?: (entry: Entry<K>) => boolean,
): { readonly items: readonly Shown[]; readonly NextToken: string | undefined } {
  const sorted = sortedByName(context.centre.directory, kind)
  const entries = sorted.filter(
    ({ entry }) => (wanted?.(entry) ?? true) && reaches(context, kind, entry),
  )
  const page = pageOf(entries, paging, ({ key }) => key)
  return { items: page.items.map(({ entry }) => show(entry)), NextToken: page.NextToken }
}

/** What most List operations say of a thing. */
export function summaryOf<K extends Kind>(
  context: OperationContext,
  kind: K,
  { id, document }: Entry<K>,
): Summary {
  const { Name, LastModifiedTime, LastModifiedRegion } = membersOf<Summary>({ document })
  return { Id: id, Arn: arnOf(context, kind, id), Name, LastModifiedTime, LastModifiedRegion }
}

interface Summary {
  readonly Id: string
  readonly Arn: string
  readonly Name: string | undefined
  readonly LastModifiedTime: number | undefined
  readonly LastModifiedRegion: string | undefined
}

interface Sorted<K extends Kind> {
  readonly key: string
  readonly entry: Entry<K>
}

const sortings = new WeakMap<
  DirectoryView,
  Map<Kind, { readonly revision: number; readonly sorted: readonly Sorted<Kind>[] }>
>()

/** Sorting is repeated only after a change. */
export function sortedByName<K extends Kind>(
  directory: DirectoryView,
  kind: K,
): readonly Sorted<K>[] {
  const known = sortings.get(directory) ?? new Map()
  sortings.set(directory, known)
  const before = known.get(kind)
  if (before?.revision === directory.revision) return before.sorted
  const sorted = [...directory.list(kind)]
    .map(entry => ({ key: `${nameOf(entry).toLowerCase()}\n${entry.id}`, entry }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  known.set(kind, { revision: directory.revision, sorted })
  return sorted
}

function nameOf(entry: { readonly document: object }): string {
  const names = membersOf<{ Name?: string; Username?: string; PhoneNumber?: string }>(entry)
  return names.Name ?? names.Username ?? names.PhoneNumber ?? ''
}
