import type { ContactRow } from '../../core/event.ts'
import type { JsonObject } from '../../core/json.ts'
import type { ContactTable } from './schema.ts'

/** What the table has of a contact beside its record. */
export const CONTACT_COLUMNS = [
  'contact_id',
  'initial_contact_id',
  'previous_contact_id',
  'channel',
  'initiation_method',
  'initiated_at',
  'connected_to_system_at',
  'enqueued_at',
  'connected_to_agent_at',
  'disconnected_at',
  'queue_id',
  'agent_id',
  'customer_address',
  'final',
].join(', ')

/** A contact as the table has it. */
export function contactRow(row: ContactTable): ContactRow {
  return { ...contactColumns(row), record: row.record as JsonObject }
}

/** The same without its record. */
export function contactColumns(
  row: Omit<ContactTable, 'instance' | 'record' | 'seq'>,
): Omit<ContactRow, 'record'> {
  return {
    contactId: row.contact_id,
    initialContactId: row.initial_contact_id,
    ...(row.previous_contact_id !== null && { previousContactId: row.previous_contact_id }),
    channel: row.channel,
    initiationMethod: row.initiation_method,
    initiatedAt: row.initiated_at,
    ...(row.connected_to_system_at !== null && { connectedToSystemAt: row.connected_to_system_at }),
    ...(row.enqueued_at !== null && { enqueuedAt: row.enqueued_at }),
    ...(row.connected_to_agent_at !== null && { connectedToAgentAt: row.connected_to_agent_at }),
    ...(row.disconnected_at !== null && { disconnectedAt: row.disconnected_at }),
    ...(row.queue_id !== null && { queueId: row.queue_id }),
    ...(row.agent_id !== null && { agentId: row.agent_id }),
    ...(row.customer_address !== null && { customerAddress: row.customer_address }),
    final: row.final,
  }
}
