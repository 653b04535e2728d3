// Lines of chats that are long over leave the database: once each of their contacts has its transcript,
// with every line in it, they are put into the archive, and deleted after that. What has no transcript stays.
import type { ContactRow } from '../../core/event.ts'
import { minutes } from '../../core/instant.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Clock } from '../../io/clock.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { ArchivedChat, ChatArchive } from '../../store/chat-archive.ts'
import type { ChatRemoval, ChatStore, KeptLine, KeptReceipt } from '../../store/chat-store.ts'
import type { ContactStore } from '../../store/contact-store.ts'
import { Fenced } from '../../store/journal.ts'
import { storedLines } from './stored-lines.ts'

const FIRST_AFTER_MS = minutes(10)
const EVERY_MS = minutes(6 * 60)
const PAGE = 500
/** After so many that cannot be put away, the trouble is not theirs: the others are left for later. */
const FAILURES_MAX = 20

export interface RetentionWorld {
  readonly clock: Clock
  readonly store: Pick<ChatStore, 'lines' | 'receipts'> & ChatRemoval
  readonly archive: Pick<ChatArchive, 'put'>
  readonly blobs: Pick<BlobStore, 'get'>
  readonly contacts: Pick<ContactStore, 'get'>
  /** How long after its last line a chat stays in the database. */
  readonly keepMs: number
  /** The centre still knows it. */
  isKnown(conversationId: string): boolean
  failed(error: unknown): void
}

export class ChatRetention {
  readonly #world: RetentionWorld
  #stop: () => void = () => {}
  #archived = 0
  #withoutTranscript = 0

  constructor(world: RetentionWorld) {
    this.#world = world
  }

  get figures(): Readonly<Record<string, number>> {
    return {
      chats_archived: this.#archived,
      chats_without_transcript: this.#withoutTranscript,
    }
  }

  start(): void {
    this.#after(FIRST_AFTER_MS)
  }

  stop(): void {
    this.#stop()
    this.#stop = () => {}
  }

  #after(ms: number): void {
    const { clock, failed } = this.#world
    this.#stop = clock.schedule(clock.now() + ms, () => {
      this.run()
        .catch(failed)
        .finally(() => this.#after(EVERY_MS))
    })
  }

  /** Goes through all chats that there are in the database; fails at the end with what went wrong first. */
  async run(): Promise<void> {
    const { store, clock, keepMs, isKnown } = this.#world
    const until = clock.now() - keepMs
    const errors: unknown[] = []
    let without = 0
    for (let after: string | undefined; ; ) {
      const page = await store.conversations({ ...(after !== undefined && { after }), limit: PAGE })
      for (const { conversationId, lastAt } of page) {
        if (lastAt >= until || isKnown(conversationId)) continue
        try {
          if (await this.#archive(conversationId)) this.#archived++
          else without++
        } catch (error) {
          // One that cannot be read holds up no other.
          errors.push(error)
          if (error instanceof Fenced) throw error
          if (errors.length >= FAILURES_MAX) throw errors[0]
        }
      }
      after = page.at(-1)?.conversationId
      if (page.length < PAGE) break
    }
    this.#withoutTranscript = without
    if (errors.length > 0) throw errors[0]
  }

  /** Answers false when it must stay. */
  async #archive(conversationId: string): Promise<boolean> {
    const { store, archive } = this.#world
    const chat = await wholeChat(store, conversationId)
    const last = chat.lines.at(-1)
    if (!last || !(await this.#isSealed(chat.lines))) return false
    await archive.put(conversationId, chat)
    return store.remove(conversationId, last.number)
  }

  async #isSealed(lines: readonly KeptLine[]): Promise<boolean> {
    const sealed = new Set<string>()
    for (const contactId of new Set(lines.map(line => line.contactId))) {
      const row = await this.#world.contacts.get(contactId)
      if (!row?.final) return false
      // Guides are part of what an agent does: nobody puts them away.
      if (isGuide(row)) return true
      for (const itemId of await this.#itemsOf(row)) sealed.add(itemId)
    }
    return lines.every(({ item }) => sealed.has(item.itemId))
  }

  /** What is in the transcript of a contact. */
  async #itemsOf(row: ContactRow): Promise<readonly string[]> {
    const location = transcriptLocation(row)
    const kept = location === undefined ? undefined : await this.#world.blobs.get(location)
    if (!kept) return []
    const { Transcript } = JSON.parse(Buffer.from(kept).toString('utf8')) as Transcript
    return Transcript.map(({ Id }) => Id)
  }
}

interface Transcript {
  readonly Transcript: readonly { readonly Id: string }[]
}

async function wholeChat(
  store: RetentionWorld['store'],
  conversationId: string,
): Promise<ArchivedChat> {
  const lines: KeptLine[] = []
  for await (const line of storedLines(store, conversationId)) lines.push(line)
  const [first, last] = [lines[0], lines.at(-1)]
  const receipts: readonly KeptReceipt[] =
    first && last
      ? await store.receipts(conversationId, { first: first.number, last: last.number })
      : []
  return { lines, receipts }
}

function transcriptLocation({ record }: ContactRow): string | undefined {
  const { Recordings } = record
  const all = Array.isArray(Recordings) ? (Recordings as readonly JsonObject[]) : []
  const location = all.find(({ MediaStreamType }) => MediaStreamType === 'CHAT')?.Location
  return typeof location === 'string' ? location : undefined
}

function isGuide({ record }: ContactRow): boolean {
  const { 'connect:Subtype': subtype } = (record.SegmentAttributes ?? {}) as JsonObject
  return (subtype as JsonObject | undefined)?.ValueString === 'connect:Guide'
}
