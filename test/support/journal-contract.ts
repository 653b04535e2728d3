// What every store promises, whatever it keeps things in.
import { describe, expect, test } from 'vitest'
import { Chance } from '../../src/core/chance.ts'
import type { CentreEvent, ContactRow } from '../../src/core/event.ts'
import type { ChatStore } from '../../src/store/chat-store.ts'
import { inOrder } from '../../src/store/contact-order.ts'
import type { ContactQuery, ContactStore } from '../../src/store/contact-store.ts'
import { Fenced, type Journal, type JournalEntry } from '../../src/store/journal.ts'

export interface OpenStore {
  readonly journal: Journal
  readonly contacts: ContactStore
  readonly chats: ChatStore
  readonly epoch: number
}

/** One instance, new and empty; `open` makes the caller its owner, and `takeOver` another process. */
export interface StoreUnderTest {
  open(): Promise<OpenStore>
  /** As if the first owner had fallen silent: opens while it still believes it is the owner. */
  takeOver(): Promise<OpenStore>
}

export function storeContract(name: string, create: () => StoreUnderTest): void {
  describe(name, () => {
    test('gives back what was appended, in order, across batches', async () => {
      const { journal } = await create().open()
      await journal.append([entry(1), entry(2)])
      await journal.append([entry(3)])
      expect(await readAll(journal, 0)).toEqual([entry(1), entry(2), entry(3)])
    })

    test('reads from the middle of a batch', async () => {
      const { journal } = await create().open()
      await journal.append([entry(1), entry(2), entry(3)])
      await journal.append([entry(4)])
      expect(await seqs(journal, 2)).toEqual([3, 4])
      expect(await seqs(journal, 4)).toEqual([])
    })

    test('has nothing to read and no snapshot when it is new', async () => {
      const { journal } = await create().open()
      expect(await seqs(journal, 0)).toEqual([])
      expect(await journal.latestSnapshot()).toBeUndefined()
    })

    test('keeps text of any language, quotes and all', async () => {
      const { journal } = await create().open()
      const attributes = { 'naïve "key"': "Grüße 你好 🎧 \\ ' \n %s $1" }
      const odd: JournalEntry = {
        ...entry(1),
        input: { type: 'contact.updateAttributes', contactId: 'c', attributes },
      }
      await journal.append([odd])
      expect(await readAll(journal, 0)).toEqual([odd])
    })

    test('keeps a batch of a thousand as well as one of one', async () => {
      const { journal } = await create().open()
      const many = Array.from({ length: 1000 }, (_, index) => entry(index + 1))
      await journal.append(many)
      expect(await readAll(journal, 0)).toEqual(many)
    })

    test('has the last snapshot, and the entries after it and after the one before', async () => {
      const { journal } = await create().open()
      for (let seq = 1; seq <= 6; seq++) await journal.append([entry(seq)])
      await journal.putSnapshot(2, JSON.stringify({ at: 'two' }))
      await journal.putSnapshot(4, JSON.stringify({ at: 'four' }))
      await journal.putSnapshot(5, JSON.stringify({ at: 'five' }))
      expect(await journal.latestSnapshot()).toEqual({ seq: 5, state: { at: 'five' } })
      expect(await seqs(journal, 5)).toEqual([6])
      expect(await seqs(journal, 4)).toEqual([5, 6])
    })

    test('says so when entries were dropped that are asked for', async () => {
      const { journal } = await create().open()
      for (let seq = 1; seq <= 4; seq++) await journal.append([entry(seq)])
      await journal.putSnapshot(2, '{}')
      await journal.putSnapshot(3, '{}')
      await expect(seqs(journal, 0)).rejects.toThrow('The journal lacks entry 1.')
    })

    test('fences the one who lost the instance, and the new owner goes on', async () => {
      const store = create()
      const old = await store.open()
      await old.journal.append([entry(1)])
      const next = await store.takeOver()
      expect(next.epoch).toBeGreaterThan(old.epoch)
      await expect(old.journal.append([entry(2)])).rejects.toThrow(Fenced)
      await expect(old.journal.putSnapshot(1, '{}')).rejects.toThrow(Fenced)
      expect(await seqs(next.journal, 0)).toEqual([1])
      await next.journal.append([entry(2)])
      expect(await seqs(next.journal, 0)).toEqual([1, 2])
    })

    test('a number that was written already belongs to somebody else', async () => {
      const { journal } = await create().open()
      await journal.append([entry(1)])
      await expect(journal.append([entry(1)])).rejects.toThrow(Fenced)
    })

    test('whatever customers write into attributes and names, the journal goes on', async () => {
      const { journal, contacts } = await create().open()
      const record = { ContactId: 'c1', Attributes: { 'a\0': 'b\0\ud800', c: '😀 \\u0000' } }
      await journal.append([entry(1, recordOf(contact('c1', { record })))])
      await journal.append([entry(2)])
      expect((await contacts.get('c1'))?.record).toMatchObject({ Attributes: { c: '😀 \\u0000' } })
      expect(await seqs(journal, 0)).toEqual([1, 2])
    })

    test('a contact is found once its record is final', async () => {
      const { journal, contacts } = await create().open()
      const begun = contact('c1', { initiatedAt: 10, final: false })
      const ended = contact('c1', {
        initiatedAt: 10,
        enqueuedAt: 20,
        connectedToAgentAt: 30,
        disconnectedAt: 40,
        connectedToSystemAt: 11,
        previousContactId: 'c0',
        queueId: 'q',
        agentId: 'ana',
        customerAddress: '+15550123',
        record: { ContactId: 'c1', Agent: { Username: 'ana' }, List: [1, null, 'x'] },
      })
      await journal.append([entry(1, recordOf(begun), recordOf(begun))])
      expect(await contacts.get('c1')).toBeUndefined()
      await journal.append([entry(2, recordOf(ended))])
      expect(await contacts.get('c1')).toEqual(ended)
      expect(await contacts.get('c2')).toBeUndefined()
    })

    test('contacts are searched by time, queue, agent, channel, method and id', async () => {
      const { journal, contacts } = await create().open()
      await journal.append([
        entry(
          1,
          recordOf(contact('a', { initiatedAt: 10, queueId: 'sales', agentId: 'ana' })),
          recordOf(contact('b', { initiatedAt: 20, queueId: 'help', channel: 'CHAT' })),
          recordOf(contact('c', { initiatedAt: 30, initiationMethod: 'OUTBOUND' })),
          recordOf(contact('d', { initiatedAt: 40, disconnectedAt: 45 })),
        ),
      ])
      const find = async (more: Partial<ContactQuery>) => {
        const { rows, total } = await contacts.search({ ...everything, ...more })
        expect(total).toBe(rows.length)
        return rows.map(row => row.contactId).join('')
      }
      expect(await find({})).toBe('abcd')
      expect(await find({ from: 20, to: 30 })).toBe('bc')
      expect(await find({ queueIds: ['sales', 'help'] })).toBe('ab')
      expect(await find({ agentIds: ['ana'] })).toBe('a')
      expect(await find({ channels: ['CHAT'] })).toBe('b')
      expect(await find({ initiationMethods: ['OUTBOUND', 'CALLBACK'] })).toBe('c')
      expect(await find({ contactIds: ['d', 'a'] })).toBe('ad')
      expect(await find({ timeType: 'disconnectedAt' })).toBe('d')
      expect(await find({ channels: [] })).toBe('')
      expect(await find({ sort: { by: 'initiatedAt', descending: true } })).toBe('dcba')
    })

    test('pages follow each other without gap or repetition, also at equal times', async () => {
      const { journal, contacts } = await create().open()
      const rows = ['e', 'b', 'a', 'd', 'c'].map(id => contact(id, { initiatedAt: 7 }))
      await journal.append([entry(1, ...rows.map(recordOf))])
      for (const descending of [false, true]) {
        const query = { ...everything, sort: { by: 'initiatedAt', descending }, limit: 2 } as const
        let found = ''
        let page = await contacts.search(query)
        for (;;) {
          expect(page.total).toBe(5)
          found += page.rows.map(row => row.contactId).join('')
          if (!page.next) break
          page = await contacts.search({ ...query, after: page.next })
        }
        expect(found).toBe(descending ? 'edcba' : 'abcde')
      }
    })

    test('a search finds just what looking at every contact finds, page after page', async () => {
      const { journal, contacts } = await create().open()
      const chance = new Chance([1, 2, 3, 4])
      const oneOf = (values: readonly string[]) => values[chance.below(values.length)] ?? ''
      const rows = Array.from({ length: 120 }, (_, n) => {
        const initiatedAt = chance.below(60)
        return contact(`c${n}`, {
          initiatedAt,
          channel: oneOf(CHANNELS),
          initiationMethod: oneOf(METHODS),
          ...(chance.below(4) > 0 && { queueId: oneOf(PEOPLE), enqueuedAt: initiatedAt + 1 }),
          ...(chance.below(3) > 0 && { agentId: oneOf(PEOPLE) }),
          disconnectedAt: initiatedAt + chance.below(30),
        })
      })
      await journal.append([entry(1, ...rows.map(recordOf))])
      const some = <T>(values: readonly T[]) => values.filter(() => chance.below(2) === 0)
      for (let n = 0; n < 25; n++) {
        const from = chance.below(40)
        const by = chance.below(4) === 0 ? 'disconnectedAt' : 'initiatedAt'
        const query: ContactQuery = {
          timeType: by,
          from,
          to: from + chance.below(60),
          ...(chance.below(3) === 0 && { agentIds: some(PEOPLE) }),
          ...(chance.below(3) === 0 && { queueIds: some(PEOPLE) }),
          ...(chance.below(3) === 0 && { channels: some(CHANNELS) }),
          ...(chance.below(3) === 0 && { initiationMethods: some(METHODS) }),
          sort: { by: chance.below(6) === 0 ? 'enqueuedAt' : by, descending: chance.below(2) > 0 },
          limit: 1 + chance.below(20),
        }
        const expected = inOrder(rows, query).map(({ contactId }) => contactId)
        const found: string[] = []
        for (let page = await contacts.search(query); ; ) {
          expect(page.total).toBe(expected.length)
          found.push(...page.rows.map(({ contactId }) => contactId))
          if (!page.next) break
          page = await contacts.search({ ...query, after: page.next })
        }
        expect(found).toEqual(expected)
      }
    })
  })
}

const CHANNELS = ['VOICE', 'CHAT', 'TASK']
const METHODS = ['INBOUND', 'OUTBOUND', 'TRANSFER', 'API']
const PEOPLE = ['ana', 'bob', 'cyd', 'dan', 'eve']

const everything: ContactQuery = {
  timeType: 'initiatedAt',
  from: 0,
  to: 1e15,
  sort: { by: 'initiatedAt', descending: false },
  limit: 100,
}

export function entry(seq: number, ...events: CentreEvent[]): JournalEntry {
  return { seq, at: 1000 + seq, input: { type: 'time.passed' }, events }
}

async function readAll(journal: Journal, afterSeq: number): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for await (const each of journal.read(afterSeq)) entries.push(each)
  return entries
}

export async function seqs(journal: Journal, afterSeq: number): Promise<number[]> {
  return (await readAll(journal, afterSeq)).map(each => each.seq)
}

export function contact(contactId: string, more: Partial<ContactRow>): ContactRow {
  return {
    contactId,
    initialContactId: contactId,
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    initiatedAt: 0,
    record: { ContactId: contactId },
    final: true,
    ...more,
  }
}

export function recordOf(row: ContactRow): CentreEvent {
  return { type: 'contact.record', row }
}

/** @param former of the event before, if there was one. */
export function agentEvent(agentId: string, EventType: string, former?: string): CentreEvent {
  const body = { EventType, CurrentAgentSnapshot: snapshot(agentId, EventType) }
  const previous = former === undefined ? undefined : snapshot(agentId, former)
  return { type: 'agent.event', agentId, body, ...(previous && { previous }) }
}

function snapshot(agentId: string, EventType: string) {
  const Configuration = { Username: agentId, RoutingProfile: { Name: `said "with\n${agentId}"` } }
  return { AgentStatus: { Name: EventType }, Configuration }
}
