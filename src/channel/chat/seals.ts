// Puts the transcripts of contacts that are over away, a few at a time, and tells the centre where.
import type { ChatInput } from '../../core/input.ts'
import { minutes, seconds } from '../../core/instant.ts'
import type { Clock } from '../../io/clock.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { ChatStore, KeptLine } from '../../store/chat-store.ts'
import { storedLines } from './stored-lines.ts'
import { type TranscriptPlace, transcriptFile, transcriptKey } from './transcript-file.ts'

const AT_ONCE = 4
const RETRY_FIRST_MS = seconds(1)
const RETRY_MAX_MS = seconds(15)
/** A little before the centre gives up by itself. */
const GIVE_UP_MS = minutes(1.5)

export interface SealsWorld {
  readonly clock: Clock
  readonly store: Pick<ChatStore, 'lines' | 'receipts'>
  readonly blobs: Pick<BlobStore, 'put'>
  place(): TranscriptPlace
  submit(input: ChatInput): Promise<unknown>
  failed(contactId: string, error: unknown): void
}

interface Asked {
  readonly conversationId: string
  readonly contactId: string
}

export class Seals {
  readonly #world: SealsWorld
  #waiting: Asked[] = []
  readonly #busy = new Set<string>()
  #stopped: boolean = false

  constructor(world: SealsWorld) {
    this.#world = world
  }

  get figures(): Readonly<Record<string, number>> {
    return { chat_transcripts_waiting: this.#waiting.length + this.#busy.size }
  }

  /** Everything said in the contact is in the store. */
  ask(asked: Asked): void {
    const { contactId } = asked
    if (this.#busy.has(contactId) || this.#waiting.some(each => each.contactId === contactId)) {
      return
    }
    this.#waiting.push(asked)
    this.#next()
  }

  /** What is not put away yet is asked for again by the next process. */
  stop(): void {
    this.#stopped = true
    this.#waiting = []
  }

  #next(): void {
    if (this.#busy.size >= AT_ONCE || this.#stopped) return
    const asked = this.#waiting.shift()
    if (!asked) return
    const { contactId } = asked
    this.#busy.add(contactId)
    void this.#seal(asked)
      .then(outcome => {
        if (outcome) void this.#world.submit({ type: 'chat.sealed', contactId, outcome })
      })
      .finally(() => {
        this.#busy.delete(contactId)
        this.#next()
      })
  }

  /** Tries until it is there, or nobody waits any more. */
  async #seal(asked: Asked) {
    const { clock, failed } = this.#world
    const began = clock.now()
    for (let delay = RETRY_FIRST_MS; !this.#stopped; delay = Math.min(delay * 2, RETRY_MAX_MS)) {
      try {
        return { location: await this.#put(asked) }
      } catch (error) {
        failed(asked.contactId, error)
        if (clock.now() + delay - began > GIVE_UP_MS) {
          return { problem: 'The transcript could not be put away.' }
        }
      }
      await new Promise<void>(resolve => clock.schedule(clock.now() + delay, resolve))
    }
    return undefined
  }

  async #put(asked: Asked): Promise<string> {
    const { store, blobs, place } = this.#world
    const lines: KeptLine[] = []
    for await (const line of storedLines(store, asked.conversationId)) {
      if (line.contactId === asked.contactId) lines.push(line)
    }
    const [first, last] = [lines[0], lines.at(-1)]
    const receipts =
      first && last
        ? await store.receipts(asked.conversationId, { first: first.number, last: last.number })
        : []
    const at = place()
    const key = transcriptKey(at.alias, asked.contactId, first?.item.at ?? this.#world.clock.now())
    const file = transcriptFile(at, asked, lines, receipts)
    await blobs.put(key, Buffer.from(JSON.stringify(file)))
    return key
  }
}
