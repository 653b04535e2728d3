// The store without a disk, for tests and simulations: what it keeps lives as long as its `MemoryDisk`.
import type { ContactRow } from '../../core/event.ts'
import type { Json } from '../../core/json.ts'
import { inOrder, matches, pageOf } from '../contact-order.ts'
import type { ContactPage, ContactQuery, ContactStore } from '../contact-store.ts'
import { Fenced, type Journal, type JournalEntry, type Snapshot } from '../journal.ts'
import { MemoryChatStore } from './memory-chat-store.ts'
import { MemoryOutbox } from './memory-outbox.ts'

/** What would be on the disk. Open it again and everything is still there; the one who had it open is fenced. */
export class MemoryDisk {
  epoch = 0
  /** Entries as text, so that nothing survives that JSON would lose. The first one has the number `dropped` + 1. */
  entries: string[] = []
  dropped = 0
  snapshots: { readonly seq: number; readonly state: string }[] = []
  readonly contacts = new Map<string, string>()
  /** Lines of all chats by their numbers, and receipts, as text. */
  readonly chatLines = new Map<number, string>()
  readonly chatReceipts = new Map<string, string>()
  /** Of the outbox, with what they have passed. */
  readonly readers = new Map<string, number>()
  /** Told of each append. */
  readonly waiting = new Set<() => void>()
}

/** Becomes the owner of what is on the disk. */
export function openMemoryStore(disk: MemoryDisk, instanceId = 'memory') {
  disk.epoch++
  return {
    journal: new MemoryJournal(disk, instanceId, disk.epoch),
    contacts: new MemoryContactStore(disk),
    chats: new MemoryChatStore(disk, instanceId, disk.epoch),
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
}
