// What is kept for reports: the tables, their columns, and the views in which people see them.
import { FACT_COLUMNS, type FactKind } from '../core/metrics/fact.ts'

/** As in FACT_COLUMNS. */
type ColumnType = 'text' | 'instant' | 'ms' | 'count' | 'flag' | 'json'

export interface Column {
  readonly name: string
  /** Of what it is filled with. */
  readonly member: string
  readonly type: ColumnType
}

export interface Table {
  /** Of the folder with its files, and of what reports of ours read: instants are milliseconds there. */
  readonly name: string
  /** Of the view for people. */
  readonly view: string
  /** `seq` comes first: the number of the journal entry that brought the row. */
  readonly columns: readonly Column[]
  /** Rows of a day are kept in this order. */
  readonly sortedBy: readonly string[]
}

/** The number of the journal entry stands in every row: the later of two is the correction. */
const SEQ: Column = { name: 'seq', member: 'seq', type: 'count' }

const FACT_TABLES: Readonly<Record<FactKind, Table>> = {
  contact: factTable('contact', 'contacts', ['queue_id', 'initiated_at']),
  queueStay: factTable('queueStay', 'queue_stays', ['queue_id', 'enqueued_at']),
  offer: factTable('offer', 'offers', ['agent_id', 'offered_at']),
  agentState: factTable('agentState', 'agent_states', ['agent_id', 'from']),
  routingStep: factTable('routingStep', 'routing_steps', ['queue_id', 'started_at']),
  flow: factTable('flow', 'flow_runs', ['flow_id', 'started_at']),
}

export const CONTACTS = FACT_TABLES.contact

export const CONTACT_RECORDS = table('contact_record', 'contact_records', ['contact_id'], {
  contactId: 'text',
  initialContactId: 'text',
  previousContactId: 'text',
  channel: 'text',
  initiationMethod: 'text',
  initiatedAt: 'instant',
  connectedToSystemAt: 'instant',
  enqueuedAt: 'instant',
  connectedToAgentAt: 'instant',
  disconnectedAt: 'instant',
  queueId: 'text',
  agentId: 'text',
  customerAddress: 'text',
  /** There may be an earlier row of the same contact. */
  isCorrection: 'flag',
  record: 'json',
})

export const CONTACT_EVENTS = table('contact_event', 'contact_events', ['contact_id', 'seq'], {
  eventType: 'text',
  at: 'instant',
  contactId: 'text',
  initialContactId: 'text',
  channel: 'text',
  initiationMethod: 'text',
  queueId: 'text',
  enqueuedAt: 'instant',
  agentId: 'text',
  connectedToAgentAt: 'instant',
  disconnectReason: 'text',
  disconnectedAt: 'instant',
})

export const AGENT_EVENTS = table('agent_event', 'agent_events', ['agent_id', 'seq'], {
  agentId: 'text',
  at: 'instant',
  eventType: 'text',
  eventId: 'text',
  statusName: 'text',
  /** The whole event; nothing where it stands in parts, as in `agent-event-rows.ts`. */
  event: 'json',
  said: 'text',
  snapshot: 'text',
  configurationKey: 'text',
  previousSnapshot: 'text',
  previousConfigurationKey: 'text',
})

/** What agent events say again and again: written once a day, for days are thrown away as a whole. */
export const AGENT_CONFIGURATIONS = table('agent_configuration', 'agent_configurations', ['key'], {
  key: 'text',
  configuration: 'text',
  constants: 'text',
})

/** What people see. */
export const PEOPLE_TABLES: readonly Table[] = [
  ...Object.values(FACT_TABLES),
  CONTACT_RECORDS,
  CONTACT_EVENTS,
  AGENT_EVENTS,
]

export const TABLES: readonly Table[] = [...PEOPLE_TABLES, AGENT_CONFIGURATIONS]

export function tableOfFact(kind: FactKind): Table {
  return FACT_TABLES[kind]
}

/** `connectedToAgentAt` is `connected_to_agent_at`. */
export function columnName(member: string): string {
  return member.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

/** What DuckDB calls it. Instants and spans are whole milliseconds, JSON is text. */
export function sqlType({ type }: Column): 'VARCHAR' | 'BIGINT' | 'BOOLEAN' {
  if (type === 'text' || type === 'json') return 'VARCHAR'
  return type === 'flag' ? 'BOOLEAN' : 'BIGINT'
}

function factTable(kind: FactKind, view: string, sortedBy: readonly string[]): Table {
  return table(columnName(kind), view, sortedBy, FACT_COLUMNS[kind])
}

function table(
  name: string,
  view: string,
  sortedBy: readonly string[],
  members: Readonly<Record<string, ColumnType | `${ColumnType}?`>>,
): Table {
  const columns = Object.entries(members).map(([member, type]): Column => {
    return { name: columnName(member), member, type: type.replace('?', '') as ColumnType }
  })
  return { name, view, columns: [SEQ, ...columns], sortedBy }
}
