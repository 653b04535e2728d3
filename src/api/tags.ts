// Tags of whatever an ARN names.
import type { Entry } from '../core/directory/directory.ts'
import type { Kind } from '../core/directory/document.ts'
import type { OperationContext } from './operation-context.ts'
import { find, membersOf } from './resource.ts'
import { invalidParameter, notFound } from './service-error.ts'

export type Tags = Readonly<Record<string, string>>

/** The most one thing may have. */
const TAGS_MAX = 50
const TAGGABLE: ReadonlySet<string> = new Set<Kind>([
  'instance',
  'agent',
  'queue',
  'routing-profile',
  'operating-hours',
  'phone-number',
  'contact-flow',
  'flow-module',
  'test-case',
  'view',
  'task-template',
  'prompt',
  'transfer-destination',
  'agent-state',
  'agent-group',
  'security-profile',
  'data-table',
  'evaluation-form',
  'contact-evaluation',
  'rule',
  'file',
  'integration-association',
  'use-case',
  'notification',
  'workspace',
  'traffic-distribution-group',
  'metric',
  'vocabulary',
  'extraction-definition',
  'email-address',
])

/** The thing an ARN names, of a kind that can have tags. */
export function tagged(
  context: OperationContext,
  arn: string,
): { readonly kind: Kind; readonly entry: Entry<Kind> } {
  const [, instanceId, kind, id] = /:instance\/([^/]+)(?:\/([^/]+)\/([^/]+))?$/.exec(arn) ?? []
  const [, ofAccount, ownId = ''] =
    /:(phone-number|traffic-distribution-group)\/([^/]+)$/.exec(arn) ?? []
  if (ofAccount) {
    // The pattern allows those two alone.
    const kind = ofAccount as 'phone-number' | 'traffic-distribution-group'
    return { kind, entry: find(context, kind, ownId) }
  }
  if (instanceId !== context.centre.instanceId) throw notFound(`There is no resource ${arn}.`)
  const word = kind ?? 'instance'
  if (!TAGGABLE.has(word)) throw invalidParameter(`${arn} names nothing that can have tags.`)
  // A member of TAGGABLE is a kind.
  return { kind: word as Kind, entry: find(context, word as Kind, id ?? instanceId) }
}

export function tagsOf(entry: Entry<Kind>): Tags {
  return membersOf<{ Tags?: Tags }>(entry).Tags ?? {}
}

export function withTags(before: Tags, added: Tags): Tags {
  const tags = { ...before, ...added }
  if (Object.keys(tags).length > TAGS_MAX) {
    throw invalidParameter(`A resource has at most ${TAGS_MAX} tags.`)
  }
  return tags
}

export function withoutTags(before: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key)))
}

/** Each pair of key and value that things of some kinds have (of all, when none is named), once, in order. */
export function allTags(
  { centre }: OperationContext,
  kinds: readonly string[] | undefined,
): readonly { readonly key: string; readonly value: string }[] {
  const unknown = kinds?.find(kind => !TAGGABLE.has(kind))
  if (unknown !== undefined) throw invalidParameter(`There are no resources of type ${unknown}.`)
  const pairs = new Map<string, { readonly key: string; readonly value: string }>()
  for (const kind of (kinds?.length ? kinds : TAGGABLE) as Iterable<Kind>) {
    for (const entry of centre.directory.list(kind)) {
      for (const [key, value] of Object.entries(tagsOf(entry))) {
        pairs.set(`${key}\n${value}`, { key, value })
      }
    }
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair)
}
