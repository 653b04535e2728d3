// The outbox of the store in memory.
import type { CentreEvent } from '../../core/event.ts'
import type { JournalEntry } from '../journal.ts'
import type { Outbox, OutboxEntry, OutboxEvent, OutboxExtent } from '../outbox.ts'
import type { MemoryDisk } from './memory-store.ts'

export class MemoryOutbox implements Outbox {
  readonly #disk: MemoryDisk

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  async position(reader: string): Promise<number> {
    const { readers, dropped } = this.#disk
    const position = readers.get(reader) ?? dropped
    readers.set(reader, position)
    return position
  }

  async positions(): Promise<ReadonlyMap<string, number>> {
    return new Map(this.#disk.readers)
  }

  async read(afterSeq: number, limit: number): Promise<readonly OutboxEntry[]> {
    const from = Math.max(0, afterSeq - this.#disk.dropped)
    const texts = this.#disk.entries.slice(from, from + limit)
    const entries = texts.map(text => this.#shown(JSON.parse(text) as JournalEntry))
    return entries.filter(({ events }, index) => events.length > 0 || index === entries.length - 1)
  }

  wait(afterSeq: number, forMs: number): Promise<void> {
    const { waiting } = this.#disk
    return new Promise(resolve => {
      const check = () => {
        if (this.#newest > afterSeq) done()
      }
      const done = () => {
        clearTimeout(timer)
        waiting.delete(check)
        resolve()
      }
      const timer = setTimeout(done, forMs)
      waiting.add(check)
      check()
    })
  }

  async passed(reader: string, seq: number): Promise<void> {
    const { readers } = this.#disk
    const position = readers.get(reader)
    if (position !== undefined) readers.set(reader, Math.max(position, seq))
  }

  async forget(reader: string): Promise<void> {
    this.#disk.readers.delete(reader)
  }

  async extent(): Promise<OutboxExtent> {
    return { oldest: this.#disk.dropped + 1, newest: this.#newest }
  }

  get #newest(): number {
    return this.#disk.dropped + this.#disk.entries.length
  }

  #shown({ seq, at, events }: JournalEntry): OutboxEntry {
    return {
      seq,
      at,
      events: events.flatMap(kept),
    }
  }
}

/** An event as readers of an outbox are given it; none of those that are not told. */
export function kept(event: CentreEvent): readonly OutboxEvent[] {
  if (event.type !== 'contact.record') return [event]
  const { record, ...row } = event.row
  return row.final ? [{ type: event.type, row, record: JSON.stringify(record) }] : []
}
