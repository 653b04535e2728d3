import { minutes } from '../../core/instant.ts'
import type { ContactQuery, ContactStore } from '../../store/contact-store.ts'
import { bareId } from '../arn.ts'
import type { InputOf, Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { readToken, writeToken } from '../page.ts'
import { passesTags } from '../search.ts'
import { invalidParameter, refuseUnbuilt } from '../service-error.ts'
import { showContactSummary } from '../show/contact.ts'

/** The service searches eight weeks at most. */
const RANGE_MAX_MS = minutes(56 * 24 * 60)
const DEFAULT_SIZE = 100
/** How many contacts one request looks at, when what is asked for cannot be asked of the store. */
const LOOKED_AT_MAX = 5000

type Input = InputOf<'SearchContacts'>
type Row = Awaited<ReturnType<ContactStore['search']>>['rows'][number]
type After = NonNullable<ContactQuery['after']>

export const searchContacts: Operation<'SearchContacts'> = async (input, context) => {
  refuseUnbuilt(
    input.SearchCriteria ?? {},
    'Name',
    'ContactAnalysis',
    'RoutingCriteria',
    'AdditionalTimeRange',
    'SearchableSegmentAttributes',
    'ActiveRegions',
    'AiAgents',
  )
  const size = input.MaxResults ?? DEFAULT_SIZE
  const found: Row[] = []
  let after = input.NextToken === undefined ? undefined : readAfter(input.NextToken)
  let total = 0
  for (let looked = 0; looked < LOOKED_AT_MAX; looked += size) {
    const page = await context.contacts.search({
      ...queryOf(input),
      limit: size - found.length,
      ...(after && { after }),
    })
    total = page.total
    found.push(...page.rows.filter(row => meets(row, input.SearchCriteria)))
    after = page.next
    if (!after || found.length === size) break
  }
  return answer({
    Contacts: found.map(({ record }) => showContactSummary(context, record)),
    NextToken: after && writeToken(JSON.stringify(after)),
    TotalCount: total,
  })
}

function queryOf({ TimeRange, SearchCriteria, Sort }: Input): Omit<ContactQuery, 'limit'> {
  const from = TimeRange.StartTime ?? 0
  const to = TimeRange.EndTime ?? 0
  if (to <= from) throw invalidParameter('Member TimeRange.EndTime must be after StartTime.')
  if (to - from > RANGE_MAX_MS) throw invalidParameter('Member TimeRange spans at most 8 weeks.')
  const { AgentIds, QueueIds, Channels, InitiationMethods } = SearchCriteria ?? {}
  return {
    timeType: timeOf(TimeRange.Type),
    from,
    to,
    ...(AgentIds && { agentIds: AgentIds.map(bareId) }),
    ...(QueueIds && { queueIds: QueueIds.map(bareId) }),
    ...(Channels && { channels: Channels }),
    ...(InitiationMethods && { initiationMethods: InitiationMethods }),
    sort: { by: timeOf(Sort?.FieldName), descending: Sort?.Order !== 'ASCENDING' },
  }
}

function timeOf(name: string | undefined): ContactQuery['timeType'] {
  switch (name) {
    case 'CONNECTED_TO_AGENT_TIMESTAMP':
      return 'connectedToAgentAt'
    case 'DISCONNECT_TIMESTAMP':
      return 'disconnectedAt'
    case 'ENQUEUE_TIMESTAMP':
      return 'enqueuedAt'
    case 'INITIATION_TIMESTAMP':
    case undefined:
      return 'initiatedAt'
    default:
      throw invalidParameter(`Contacts cannot be searched or sorted by ${name} yet.`)
  }
}

/** What the store does not look at. */
function meets({ record }: Row, criteria: Input['SearchCriteria']): boolean {
  const { SearchableContactAttributes: wanted, ContactTags, AgentHierarchyGroups } = criteria ?? {}
  const attributes = (record.Attributes ?? {}) as Readonly<Record<string, string>>
  const tags = (record.Tags ?? {}) as Readonly<Record<string, string>>
  const has = (each: { Key?: string | undefined; Values?: readonly string[] | undefined }) =>
    each.Values?.includes(attributes[each.Key ?? ''] ?? '') === true
  const matches =
    wanted?.MatchType === 'MATCH_ANY' ? wanted.Criteria?.some(has) : wanted?.Criteria?.every(has)
  return (
    (matches ?? true) &&
    (!ContactTags || passesTags(tags, ContactTags)) &&
    (!AgentHierarchyGroups || isOfGroups(record, AgentHierarchyGroups))
  )
}

/** The agent was in one of the groups of each level that is asked for, when the record was written. */
function isOfGroups(
  record: Row['record'],
  groups: NonNullable<NonNullable<Input['SearchCriteria']>['AgentHierarchyGroups']>,
): boolean {
  const agent = record.Agent as { HierarchyGroups?: Record<string, { ARN: string }> } | null
  const { L1Ids, L2Ids, L3Ids, L4Ids, L5Ids } = groups
  return [L1Ids, L2Ids, L3Ids, L4Ids, L5Ids].every((ids, index) => {
    const arn = agent?.HierarchyGroups?.[`Level${index + 1}`]?.ARN
    return !ids?.length || (arn !== undefined && ids.some(id => bareId(id) === bareId(arn)))
  })
}

function readAfter(token: string): After {
  try {
    return JSON.parse(readToken(token)) as After
  } catch {
    throw invalidParameter('NextToken is not one of ours.')
  }
}
