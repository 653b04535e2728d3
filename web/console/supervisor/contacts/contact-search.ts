// What is asked of SearchContacts, from what the page's address says.
import type { ConnectInput, ConnectOutput } from '../../../kit/connect.ts'
import { connect } from '../../../kit/connect.ts'

export type FoundContact = NonNullable<ConnectOutput<'SearchContacts'>['Contacts']>[number]
type Search = ConnectInput<'SearchContacts'>

export interface ContactFilter {
  readonly timeType: string
  /** Epoch ms. */
  readonly from: number
  readonly until: number
  readonly state: string
  readonly agents: readonly string[]
  readonly queues: readonly string[]
  readonly channels: readonly string[]
  readonly methods: readonly string[]
  readonly group: string
  /** `name=value` */
  readonly attribute: string
  readonly tag: string
  readonly sort: string
  readonly descending: boolean
}

/** No filter at all; the time must be said. */
export const EVERYTHING: ContactFilter = {
  timeType: 'INITIATION_TIMESTAMP',
  from: 0,
  until: 0,
  state: '',
  agents: [],
  queues: [],
  channels: [],
  methods: [],
  group: '',
  attribute: '',
  tag: '',
  sort: 'INITIATION_TIMESTAMP',
  descending: true,
}

export function searchOf(filter: ContactFilter): Search {
  const attribute = pairOf(filter.attribute)
  const tag = pairOf(filter.tag)
  return {
    TimeRange: {
      Type: filter.timeType,
      StartTime: Math.floor(filter.from / 1000),
      EndTime: Math.ceil(filter.until / 1000),
    },
    SearchCriteria: {
      ...(filter.agents.length > 0 && { AgentIds: filter.agents }),
      ...(filter.queues.length > 0 && { QueueIds: filter.queues }),
      ...(filter.channels.length > 0 && { Channels: filter.channels }),
      ...(filter.methods.length > 0 && { InitiationMethods: filter.methods }),
      ...(filter.group !== '' && { AgentHierarchyGroups: { L1Ids: [filter.group] } }),
      ...(attribute && {
        SearchableContactAttributes: {
          Criteria: [{ Key: attribute[0], Values: [attribute[1]] }],
          MatchType: 'MATCH_ALL',
        },
      }),
      ...(tag && {
        ContactTags: { TagCondition: { TagKey: tag[0], TagValue: tag[1] } },
      }),
    },
    Sort: {
      FieldName: filter.sort,
      Order: filter.descending ? 'DESCENDING' : 'ASCENDING',
    },
    MaxResults: 100,
    // Names of ours are the service's: what is not is refused with a sentence that is shown.
  } as Search
}

/** A name and a value with `=` between; undefined without both. */
export function pairOf(text: string): readonly [string, string] | undefined {
  const mark = text.indexOf('=')
  const [name, value] = [text.slice(0, mark).trim(), text.slice(mark + 1).trim()]
  return mark > 0 && value !== '' ? [name, value] : undefined
}

export interface FoundPage {
  readonly contacts: readonly FoundContact[]
  readonly total: number
  readonly next: string | undefined
}

/** So many pages are looked through for one that has something of the state that is asked for. */
const PAGES_MAX = 10

export async function searchContacts(
  filter: ContactFilter,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<FoundPage> {
  const found: FoundContact[] = []
  let next = after
  for (let looked = 0; looked < PAGES_MAX; looked++) {
    const asked = { ...searchOf(filter), ...(next !== undefined && { NextToken: next }) }
    const {
      Contacts = [],
      NextToken,
      TotalCount = 0,
    } = await connect('SearchContacts', asked, signal)
    found.push(...Contacts.filter(contact => isOfState(contact, filter.state)))
    next = NextToken
    if (next === undefined || found.length >= 50)
      return { contacts: found, total: TotalCount, next }
  }
  return { contacts: found, total: found.length, next }
}

function isOfState({ DisconnectTimestamp }: FoundContact, state: string): boolean {
  if (state === 'open') return DisconnectTimestamp === undefined
  return state !== 'over' || DisconnectTimestamp !== undefined
}
