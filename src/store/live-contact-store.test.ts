import { expect, test } from 'vitest'
import type { ContactRow } from '../core/event.ts'
import type { ContactQuery } from './contact-store.ts'
import { withLiveContacts } from './live-contact-store.ts'
import { MemoryDisk, openMemoryStore } from './memory/memory-store.ts'

const row = (contactId: string, initiatedAt: number): ContactRow => ({
  contactId,
  initialContactId: contactId,
  channel: 'VOICE',
  initiationMethod: 'INBOUND',
  initiatedAt,
  record: {},
  final: true,
})

const all: ContactQuery = {
  timeType: 'initiatedAt',
  from: 0,
  to: 100,
  sort: { by: 'initiatedAt', descending: true },
  limit: 2,
}

async function store() {
  const { journal, contacts } = await openMemoryStore(new MemoryDisk())
  const events = ['a', 'c', 'e'].map((id, index) => {
    return { type: 'contact.record' as const, row: row(id, 10 + 20 * index) }
  })
  await journal.append([{ seq: 1, at: 0, input: { type: 'time.passed' }, events }])
  const live = [row('b', 20), row('d', 40)]
  return withLiveContacts(contacts, {
    get: contactId => live.find(each => each.contactId === contactId),
    all: () => live,
  })
}

test('contacts that go on are found between those that have ended, page by page', async () => {
  const contacts = await store()
  const seen: string[] = []
  for (let after: ContactQuery['after'] | undefined; ; ) {
    const page = await contacts.search({ ...all, ...(after && { after }) })
    expect(page.total).toBe(5)
    seen.push(...page.rows.map(({ contactId }) => contactId))
    after = page.next
    if (!after) break
  }
  expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
})

test('a contact is found by its id whether it goes on or has ended', async () => {
  const contacts = await store()
  expect((await contacts.get('b'))?.initiatedAt).toBe(20)
  expect((await contacts.get('c'))?.initiatedAt).toBe(30)
  expect(await contacts.get('x')).toBeUndefined()
})
