// Contacts as rows, for looking up and searching what the centre no longer holds in memory.
import type { ContactRow } from '../core/event.ts'
import type { Instant } from '../core/instant.ts'

export interface ContactStore {
  get(contactId: string): Promise<ContactRow | undefined>
  search(query: ContactQuery): Promise<ContactPage>
}

export interface ContactQuery {
  readonly timeType: 'initiatedAt' | 'connectedToAgentAt' | 'disconnectedAt' | 'enqueuedAt'
  readonly from: Instant
  readonly to: Instant
  readonly agentIds?: readonly string[]
  readonly queueIds?: readonly string[]
  readonly channels?: readonly string[]
  readonly initiationMethods?: readonly string[]
  readonly contactIds?: readonly string[]
  /** Those that came of this one, which is not one of them. */
  readonly initialContactId?: string
  readonly sort: {
    readonly by: 'initiatedAt' | 'connectedToAgentAt' | 'disconnectedAt' | 'enqueuedAt'
    readonly descending: boolean
  }
  /** Where the last page ended. */
  readonly after?: { readonly key: number; readonly contactId: string }
  readonly limit: number
}

export interface ContactPage {
  readonly rows: readonly ContactRow[]
  /** On all pages together; a store may stop counting at 10,000. */
  readonly total: number
  readonly next?: { readonly key: number; readonly contactId: string }
}
