// Contacts that go on and contacts that have ended, as one store: the first are rows made of what
// the centre knows, the others are kept.
import type { ContactRow } from '../core/event.ts'
import { inOrder, matches, pageOf } from './contact-order.ts'
import type { ContactPage, ContactQuery, ContactStore } from './contact-store.ts'

/** `live` answers the contacts that no row is kept of yet. */
export function withLiveContacts(
  kept: ContactStore,
  live: () => Iterable<ContactRow>,
): ContactStore {
  return {
    async get(contactId) {
      const found = await kept.get(contactId)
      if (found) return found
      for (const row of live()) if (row.contactId === contactId) return row
      return undefined
    },
    search: query => search(kept, live, query),
    agentEvents: query => kept.agentEvents(query),
  }
}

async function search(
  kept: ContactStore,
  live: () => Iterable<ContactRow>,
  query: ContactQuery,
): Promise<ContactPage> {
  // Taken before the kept ones are read: what ends meanwhile is then in both, not in neither.
  const now = [...live()]
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
