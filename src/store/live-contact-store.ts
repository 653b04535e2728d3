// Contacts that go on and contacts that have ended, as one store: the first are rows made of what
// the centre knows, the others are kept.
import type { ContactRow } from '../core/event.ts'
import { inOrder, matches, pageOf } from './contact-order.ts'
import type { ContactPage, ContactQuery, ContactStore } from './contact-store.ts'

/** Contacts that no row is kept of yet: those that go on, and those whose last row is being written. */
export interface LiveContacts {
  get(contactId: string): ContactRow | undefined
  all(): Iterable<ContactRow>
}

export function withLiveContacts(kept: ContactStore, live: LiveContacts): ContactStore {
  return {
    // Live ones first: what ends while the kept ones are read would otherwise be in neither.
    get: async contactId => live.get(contactId) ?? kept.get(contactId),
    search: query => search(kept, live, query),
  }
}

async function search(
  kept: ContactStore,
  live: LiveContacts,
  query: ContactQuery,
): Promise<ContactPage> {
  // Taken before the kept ones are read: what ends meanwhile is then in both, not in neither.
  const now = [...live.all()]
  const page = await kept.search(query)
  const keptIds = new Set(page.rows.map(({ contactId }) => contactId))
  const added = now.filter(row => !keptIds.has(row.contactId))
  const rows = inOrder([...page.rows, ...added], query)
  const total = page.total + added.filter(row => matches(row, query)).length
  const merged = pageOf(rows, query, total)
  if (merged.next !== undefined || page.next === undefined) return merged
  // All live ones fit, but more are kept.
  return { ...merged, next: page.next }
}
