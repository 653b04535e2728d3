// The store without a disk, for tests and simulations: what it keeps lives as long as its `MemoryDisk`.
import type { ChatItem } from '../../core/contact/chat.ts'
import type { ContactRow } from '../../core/event.ts'
import type { Instant } from '../../core/instant.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { ChatLine, ChatStore } from '../chat-store.ts'
import { inOrder, matches, pageOf } from '../contact-order.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import { Fenced, type Journal, type JournalEntry, type Snapshot } from '../journal.ts'
import { MemoryOutbox } from './memory-outbox.ts'

/** What would be on the disk. Open it again and everything is still there; the one who had it open is fenced. */
export class MemoryDisk {
  epoch = 0
  /** Entries as text, so that nothing survives that JSON would lose. The first one has the number `dropped` + 1. */
  entries: string[] = []
  dropped = 0
  snapshots: { readonly seq: number; readonly state: string }[] = []
  readonly contacts = new Map<string, string>()
  /** Lines of all chats, as text. */
  readonly chats: { readonly contactId: string; readonly line: string }[] = []
  readonly agentEvents: AgentEvent[] = []
  /** Of the outbox, with what they have passed. */
  readonly readers = new Map<string, number>()
  /** Told of each append. */
  readonly waiting = new Set<() => void>()
}

interface AgentEvent {
  readonly id: number
  /** The journal's entry it came with. */
  readonly seq: number
  readonly at: Instant
  readonly agentId: string
  readonly body: JsonObject
}

/** Becomes the owner of what is on the disk. */
export function openMemoryStore(disk: MemoryDisk, instanceId = 'memory') {
  disk.epoch++
  return {
    journal: new MemoryJournal(disk, instanceId, disk.epoch),
    contacts: new MemoryContactStore(disk),
    chats: new MemoryChatStore(disk),
    outbox: new MemoryOutbox(disk),
    epoch: disk.epoch,
  }
}

class MemoryJournal implements Journal {
  readonly #disk: MemoryDisk
  readonly #instanceId: string
  readonly #epoch: number

  constructor(disk: MemoryDisk, instanceId: string, epoch: number) {
    this.#disk = disk
    this.#instanceId = instanceId
    this.#epoch = epoch
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    this.#mustOwn()
    const disk = this.#disk
    for (const entry of entries) {
      if (entry.seq !== disk.dropped + disk.entries.length + 1) {
        throw new Fenced(this.#instanceId, this.#epoch)
      }
      disk.entries.push(JSON.stringify(entry))
      for (const event of entry.events) {
        if (event.type === 'contact.record' && event.row.final) {
          disk.contacts.set(event.row.contactId, JSON.stringify(event.row))
        } else if (event.type === 'agent.event') {
          const { agentId, body } = event
          const before = disk.agentEvents.findLast(each => each.agentId === agentId)
          disk.agentEvents.push({
            id: disk.agentEvents.length + 1,
            seq: entry.seq,
            at: entry.at,
            agentId,
            body: { ...body, PreviousAgentSnapshot: before?.body.CurrentAgentSnapshot ?? null },
          })
        }
      }
    }
    for (const tell of [...disk.waiting]) tell()
  }

  async *read(afterSeq: number): AsyncGenerator<JournalEntry> {
    if (afterSeq < this.#disk.dropped) throw new Error(`The journal lacks entry ${afterSeq + 1}.`)
    for (const text of this.#disk.entries.slice(afterSeq - this.#disk.dropped)) {
      yield JSON.parse(text) as JournalEntry
    }
  }

  async latestSnapshot(): Promise<Snapshot | undefined> {
    const last = this.#disk.snapshots.at(-1)
    return last && { seq: last.seq, state: JSON.parse(last.state) as Json }
  }

  async putSnapshot(seq: number, state: string): Promise<void> {
    this.#mustOwn()
    const disk = this.#disk
    const others = disk.snapshots.filter(each => each.seq !== seq)
    disk.snapshots = [...others, { seq, state }].slice(-2)
    const needed = disk.snapshots.length === 2 ? (disk.snapshots[0]?.seq ?? 0) : 0
    const oldest = Math.min(needed, ...disk.readers.values())
    disk.entries = disk.entries.slice(Math.max(0, oldest - disk.dropped))
    disk.dropped = Math.max(disk.dropped, oldest)
  }

  #mustOwn(): void {
    if (this.#disk.epoch !== this.#epoch) throw new Fenced(this.#instanceId, this.#epoch)
  }
}

class MemoryContactStore implements ContactStore {
  readonly #disk: MemoryDisk

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  async get(contactId: string): Promise<ContactRow | undefined> {
    const text = this.#disk.contacts.get(contactId)
    return text === undefined ? undefined : (JSON.parse(text) as ContactRow)
  }

  async search(query: ContactQuery): Promise<ContactPage> {
    const rows = [...this.#disk.contacts.values()].map(text => JSON.parse(text) as ContactRow)
    const total = rows.filter(row => matches(row, query)).length
    return pageOf(inOrder(rows, query), query, total)
  }

  async agentEvents(query: {
    readonly agentId?: string
    readonly after?: number
    readonly limit: number
  }) {
    const { agentId, after = 0, limit } = query
    return this.#disk.agentEvents
      .filter(each => each.id > after && (agentId === undefined || each.agentId === agentId))
      .slice(0, limit)
      .map(({ id, at, agentId: agent, body }) => ({ id, at, agentId: agent, body }))
  }
}

class MemoryChatStore implements ChatStore {
  readonly #disk: MemoryDisk

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  async add(contactId: string, item: ChatItem): Promise<void> {
    addLine(this.#disk, contactId, item)
  }

  async lines(
    contactId: string,
    { after = 0, limit }: { readonly after?: number; readonly limit: number },
  ): Promise<readonly ChatLine[]> {
    return this.#disk.chats
      .filter(each => each.contactId === contactId)
      .map(({ line }) => JSON.parse(line) as ChatLine)
      .filter(({ number }) => number > after)
      .slice(0, limit)
  }
}

function addLine({ chats }: MemoryDisk, contactId: string, item: ChatItem): void {
  const isThere = chats.some(
    each =>
      each.contactId === contactId &&
      (JSON.parse(each.line) as ChatLine).item.itemId === item.itemId,
  )
  if (!isThere) chats.push({ contactId, line: JSON.stringify({ number: chats.length + 1, item }) })
}
