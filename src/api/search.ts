// The Search operations: nested conditions on a thing's members, a filter on its tags, pages.
import type { Entry } from '../core/directory/directory.ts'
import type { Kind } from '../core/directory/document.ts'
import { hierarchyPath } from '../core/directory/user-hierarchy.ts'
import { reaches } from './access/reach.ts'
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
  readonly NumberCondition?: RangeCondition<number> | undefined
  readonly DecimalCondition?: RangeCondition<number> | undefined
  readonly DateTimeCondition?: RangeCondition<string> | undefined
  readonly BooleanCondition?: BooleanCondition | undefined
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

interface RangeCondition<Value> {
  readonly FieldName?: string | undefined
  readonly MinValue?: Value | undefined
  readonly MaxValue?: Value | undefined
  readonly ComparisonType?: string | undefined
}

interface BooleanCondition {
  readonly FieldName?: string | undefined
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
  readonly ContactEvaluationAttributeFilter?: AttributeFilter | undefined
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
  readonly ContactEvaluationAttributeCondition?: MemberCondition | undefined
}

interface TagConditions {
  readonly TagConditions?: readonly TagCondition[] | undefined
  readonly AttributeConditions?: readonly MemberCondition[] | undefined
}

interface MemberCondition {
  readonly AttributeKey?: string | undefined
  readonly AttributeValue?: { readonly StringValue?: string | undefined } | undefined
}

const CONDITIONS = new Set([
  'OrConditions',
  'AndConditions',
  'StringCondition',
  'NumberCondition',
  'DecimalCondition',
  'DateTimeCondition',
  'BooleanCondition',
  'HierarchyGroupCondition',
  'TypeCondition',
  'StateCondition',
  'StatusCondition',
  // Standard queues are the only ones.
  'QueueTypeCondition',
])

const ATTRIBUTE_CONDITIONS = new Set([
  'OrConditions',
  'AndCondition',
  'TagCondition',
  'ContactEvaluationAttributeCondition',
])

type Tags = Readonly<Record<string, string>>

/**
 * One page of the things that match, and how many do. `fieldsOf` is what conditions look at, when that
 * is something else than the members of the document.
 */
export function searched<K extends Kind, Shown>(
  context: OperationContext,
  kind: K,
  input: SearchInput,
  show: (entry: Entry<K>) => Shown,
  fieldsOf: (entry: Entry<K>) => object = ({ document }) => document,
): {
  readonly items: readonly Shown[]
  readonly NextToken: string | undefined
  readonly ApproximateTotalCount: number
} {
  const { SearchCriteria, SearchFilter } = input
  const found = sortedByName(context.centre.directory, kind).filter(({ entry }) => {
    const searchable = { id: entry.id, document: fieldsOf(entry) }
    const isFound = meets(context, searchable, SearchCriteria) && passes(searchable, SearchFilter)
    return isFound && reaches(context, kind, entry)
  })
  const page = pageOf(found, input, ({ key }) => key)
  return {
    items: page.items.map(({ entry }) => show(entry)),
    NextToken: page.NextToken,
    ApproximateTotalCount: found.length,
  }
}

/** What is looked at of a thing. */
interface Searchable {
  readonly id: string
  readonly document: object
}

function meets(
  context: OperationContext,
  entry: Searchable,
  criteria: Criteria | undefined,
): boolean {
  if (!criteria) return true
  refuseUnknown(criteria, CONDITIONS)
  const { OrConditions, AndConditions, StringCondition, HierarchyGroupCondition } = criteria
  const { NumberCondition, DecimalCondition, DateTimeCondition, BooleanCondition } = criteria
  const { Type, State, Status } = membersOf<Record<string, unknown>>(entry)
  const { TypeCondition, StateCondition, StatusCondition } = criteria
  return (
    (!OrConditions || OrConditions.some(each => meets(context, entry, each))) &&
    (!AndConditions || AndConditions.every(each => meets(context, entry, each))) &&
    (!StringCondition || compares(entry, StringCondition)) &&
    [NumberCondition, DecimalCondition].every(each => !each || isWithin(entry, each, Number)) &&
    (!DateTimeCondition || isWithin(entry, DateTimeCondition, momentOf)) &&
    (!BooleanCondition || isTrue(entry, BooleanCondition)) &&
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
  entry: Searchable,
  { Value = '', HierarchyGroupMatchType }: GroupCondition,
): boolean {
  const { HierarchyGroupId } = membersOf<{ HierarchyGroupId?: string }>(entry)
  const wanted = bareId(Value)
  if (HierarchyGroupMatchType !== 'WITH_CHILD_GROUPS') return HierarchyGroupId === wanted
  return hierarchyPath(centre.directory, HierarchyGroupId).some(({ id }) => id === wanted)
}

function compares(entry: Searchable, { FieldName, Value = '', ComparisonType }: StringCondition) {
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

/** Numbers, and times as epoch milliseconds. What has no such number is never found. */
function isWithin<Value>(
  { document }: Searchable,
  { FieldName = '', MinValue, MaxValue, ComparisonType }: RangeCondition<Value>,
  numberOf: (value: Value) => number,
): boolean {
  const text = memberNamed(document, plainName(FieldName))
  const value = text === undefined ? Number.NaN : Number(text)
  const min = MinValue === undefined ? Number.NEGATIVE_INFINITY : numberOf(MinValue)
  const max = MaxValue === undefined ? Number.POSITIVE_INFINITY : numberOf(MaxValue)
  // One value alone may stand in either member.
  const only = MinValue === undefined ? max : min
  if (Number.isNaN(value)) return false
  switch (ComparisonType?.replace(/_(THAN|TO)/g, '').replace(/^LESSER/, 'LESS')) {
    case 'GREATER':
      return value > only
    case 'GREATER_OR_EQUAL':
      return value >= only
    case 'LESS':
      return value < (MaxValue === undefined ? only : max)
    case 'LESS_OR_EQUAL':
      return value <= (MaxValue === undefined ? only : max)
    case 'EQUAL':
      return value === only
    case 'NOT_EQUAL':
      return value !== only
    default:
      return value >= min && value <= max
  }
}

/** The model's times may lack their zone: they are UTC. */
function momentOf(text: string): number {
  return Date.parse(text.endsWith('Z') ? text : `${text}Z`)
}

function isTrue({ document }: Searchable, { FieldName = '', ComparisonType }: BooleanCondition) {
  return (memberNamed(document, plainName(FieldName)) === 'true') === (ComparisonType === 'IS_TRUE')
}

function plainName(fieldName: string): string {
  return fieldName.replaceAll('_', '').toLowerCase()
}

/** A member by the name searches use: case does not matter, a user's own data lie one level deeper. */
function memberText(entry: Searchable, fieldName: string): string {
  const wanted = plainName(fieldName)
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

function passes(entry: Searchable, filter: Filter | undefined): boolean {
  if (!filter) return true
  const { TagFilter, AttributeFilter, UserAttributeFilter, FlowAttributeFilter } = filter
  const { ContactEvaluationAttributeFilter } = filter
  const attributes =
    AttributeFilter ??
    UserAttributeFilter ??
    FlowAttributeFilter ??
    ContactEvaluationAttributeFilter
  const tags = membersOf<{ Tags?: Tags }>(entry).Tags ?? {}
  return (
    (!TagFilter || passesTags(tags, TagFilter)) &&
    (!attributes || passesAttributes(entry, tags, attributes))
  )
}

function passesAttributes(entry: Searchable, tags: Tags, filter: AttributeFilter): boolean {
  refuseUnknown(filter, ATTRIBUTE_CONDITIONS)
  const { OrConditions, AndCondition, TagCondition } = filter
  const { ContactEvaluationAttributeCondition: member } = filter
  const hasAll = ({ TagConditions = [], AttributeConditions = [] }: TagConditions) =>
    TagConditions.every(each => hasTag(tags, each)) &&
    AttributeConditions.every(each => hasMember(entry, each))
  return (
    (!OrConditions || OrConditions.some(hasAll)) &&
    (!AndCondition || hasAll(AndCondition)) &&
    (!TagCondition || hasTag(tags, TagCondition)) &&
    (!member || hasMember(entry, member))
  )
}

function hasMember({ document }: Searchable, { AttributeKey, AttributeValue }: MemberCondition) {
  return memberNamed(document, plainName(AttributeKey ?? '')) === AttributeValue?.StringValue
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
