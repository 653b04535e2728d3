// The Search operations: nested conditions on a thing's members, a filter on its tags, pages.
import type { Entry } from '../core/directory/directory.ts'
import type { Kind } from '../core/directory/document.ts'
import { hierarchyPath } from '../core/directory/user-hierarchy.ts'
import { bareId } from './arn.ts'
import type { OperationContext } from './operation-context.ts'
import type { Paging } from './page.ts'
import { pageOf } from './page.ts'
import { membersOf, sortedByName } from './resource.ts'
import { invalidRequest } from './service-error.ts'

export interface SearchInput extends Paging {
  readonly SearchCriteria?: Criteria | undefined
  readonly SearchFilter?: Filter | undefined
}

interface Criteria {
  readonly OrConditions?: readonly Criteria[] | undefined
  readonly AndConditions?: readonly Criteria[] | undefined
  readonly StringCondition?: StringCondition | undefined
  readonly HierarchyGroupCondition?: GroupCondition | undefined
  readonly TypeCondition?: string | undefined
  readonly StateCondition?: string | undefined
  readonly StatusCondition?: string | undefined
}

interface StringCondition {
  readonly FieldName?: string | undefined
  readonly Value?: string | undefined
  readonly ComparisonType?: string | undefined
}

/** Only of users. */
interface GroupCondition {
  readonly Value?: string | undefined
  readonly HierarchyGroupMatchType?: string | undefined
}

interface Filter {
  readonly TagFilter?: TagFilter | undefined
  readonly AttributeFilter?: AttributeFilter | undefined
  readonly UserAttributeFilter?: AttributeFilter | undefined
  readonly FlowAttributeFilter?: AttributeFilter | undefined
}

interface TagCondition {
  readonly TagKey?: string | undefined
  readonly TagValue?: string | undefined
}

/** The first list is of alternatives, each a list of tags that must all be there. */
export interface TagFilter {
  readonly OrConditions?: readonly (readonly TagCondition[])[] | undefined
  readonly AndConditions?: readonly TagCondition[] | undefined
  readonly TagCondition?: TagCondition | undefined
}

interface AttributeFilter {
  readonly OrConditions?: readonly TagConditions[] | undefined
  readonly AndCondition?: TagConditions | undefined
  readonly TagCondition?: TagCondition | undefined
}

interface TagConditions {
  readonly TagConditions?: readonly TagCondition[] | undefined
}

const CONDITIONS = new Set([
  'OrConditions',
  'AndConditions',
  'StringCondition',
  'HierarchyGroupCondition',
  'TypeCondition',
  'StateCondition',
  'StatusCondition',
  // Standard queues are the only ones.
  'QueueTypeCondition',
])

const ATTRIBUTE_CONDITIONS = new Set(['OrConditions', 'AndCondition', 'TagCondition'])

type Tags = Readonly<Record<string, string>>

/** One page of the things that match, and how many do. */
export function searched<K extends Kind, Shown>(
  context: OperationContext,
  kind: K,
  input: SearchInput,
  show: (entry: Entry<K>) => Shown,
): {
  readonly items: readonly Shown[]
  readonly NextToken: string | undefined
  readonly ApproximateTotalCount: number
} {
  const { SearchCriteria, SearchFilter } = input
  const found = sortedByName(context.centre.directory, kind).filter(
    ({ entry }) =>
      meets(context, entry, SearchCriteria) &&
      passes(membersOf<{ Tags?: Tags }>(entry).Tags ?? {}, SearchFilter),
  )
  const page = pageOf(found, input, ({ key }) => key)
  return {
    items: page.items.map(({ entry }) => show(entry)),
    NextToken: page.NextToken,
    ApproximateTotalCount: found.length,
  }
}

function meets(
  context: OperationContext,
  entry: Entry<Kind>,
  criteria: Criteria | undefined,
): boolean {
  if (!criteria) return true
  refuseUnknown(criteria, CONDITIONS)
  const { OrConditions, AndConditions, StringCondition, HierarchyGroupCondition } = criteria
  const { Type, State, Status } = membersOf<Record<string, unknown>>(entry)
  const { TypeCondition, StateCondition, StatusCondition } = criteria
  return (
    (!OrConditions || OrConditions.some(each => meets(context, entry, each))) &&
    (!AndConditions || AndConditions.every(each => meets(context, entry, each))) &&
    (!StringCondition || compares(entry, StringCondition)) &&
    (!HierarchyGroupCondition || isInGroup(context, entry, HierarchyGroupCondition)) &&
    (TypeCondition === undefined || TypeCondition === Type) &&
    (StateCondition === undefined || StateCondition === State) &&
    (StatusCondition === undefined || StatusCondition === Status)
  )
}

/** A condition nobody looks at would find too much. */
function refuseUnknown(given: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(given).find(name => !known.has(name))
  if (unknown !== undefined) throw invalidRequest(`${unknown} cannot be searched by yet.`)
}

function isInGroup(
  { centre }: OperationContext,
  entry: Entry<Kind>,
  { Value = '', HierarchyGroupMatchType }: GroupCondition,
): boolean {
  const { HierarchyGroupId } = membersOf<{ HierarchyGroupId?: string }>(entry)
  const wanted = bareId(Value)
  if (HierarchyGroupMatchType !== 'WITH_CHILD_GROUPS') return HierarchyGroupId === wanted
  return hierarchyPath(centre.directory, HierarchyGroupId).some(({ id }) => id === wanted)
}

function compares(entry: Entry<Kind>, { FieldName, Value = '', ComparisonType }: StringCondition) {
  const field = memberText(entry, FieldName ?? 'name').toLowerCase()
  const value = Value.toLowerCase()
  switch (ComparisonType) {
    case 'EXACT':
      return field === value
    case 'STARTS_WITH':
      return field.startsWith(value)
    default:
      return field.includes(value)
  }
}

/** A member by the name searches use: case does not matter, a user's own data lie one level deeper. */
function memberText(entry: Entry<Kind>, fieldName: string): string {
  const wanted = fieldName.replaceAll('_', '').toLowerCase()
  if (/^(resource|\w*profile|queue|user|flow|prompt)?id$/.test(wanted)) {
    const own = memberNamed(entry.document, wanted)
    return own ?? entry.id
  }
  const { IdentityInfo } = membersOf<{ IdentityInfo?: object }>(entry)
  const plain = memberNamed(entry.document, wanted) ?? memberNamed(IdentityInfo ?? {}, wanted)
  return plain ?? (wanted.endsWith('name') ? (memberNamed(entry.document, 'name') ?? '') : '')
}

function memberNamed(document: object, wanted: string): string | undefined {
  const found = Object.entries(document).find(([name]) => name.toLowerCase() === wanted)?.[1]
  return found === undefined ? undefined : String(found)
}

function passes(tags: Tags, filter: Filter | undefined): boolean {
  if (!filter) return true
  const { TagFilter, AttributeFilter, UserAttributeFilter, FlowAttributeFilter } = filter
  const attributes = AttributeFilter ?? UserAttributeFilter ?? FlowAttributeFilter
  if (attributes) refuseUnknown(attributes, ATTRIBUTE_CONDITIONS)
  return (
    (!TagFilter || passesTags(tags, TagFilter)) &&
    (!attributes ||
      passesTags(tags, {
        OrConditions: attributes.OrConditions?.map(each => each.TagConditions ?? []),
        AndConditions: attributes.AndCondition?.TagConditions,
        TagCondition: attributes.TagCondition,
      }))
  )
}

export function passesTags(tags: Tags, filter: TagFilter): boolean {
  const { OrConditions, AndConditions, TagCondition } = filter
  return (
    (!OrConditions || OrConditions.some(all => all.every(each => hasTag(tags, each)))) &&
    (!AndConditions || AndConditions.every(each => hasTag(tags, each))) &&
    (!TagCondition || hasTag(tags, TagCondition))
  )
}

function hasTag(tags: Tags, { TagKey, TagValue }: TagCondition): boolean {
  if (TagKey === undefined) return TagValue === undefined || Object.values(tags).includes(TagValue)
  const value = tags[TagKey]
  return value !== undefined && (TagValue === undefined || TagValue === value)
}
