// Chats of before, each with all its lines and receipts in one blob, compressed: what has left the
// database is read from here. The transcripts in Amazon Connect's form do not say all of it.
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { BlobStore } from './blob-store.ts'
import type { KeptLine, KeptReceipt } from './chat-store.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Read lately; whoever reads a transcript asks several times. */
const REMEMBERED_MAX = 8

export interface ArchivedChat {
  /** In order of their numbers, all of the conversation. */
  readonly lines: readonly KeptLine[]
  readonly receipts: readonly KeptReceipt[]
}

export class ChatArchive {
  readonly #blobs: Pick<BlobStore, 'put' | 'get'>
  readonly #lately = new Map<string, ArchivedChat>()

  constructor(blobs: Pick<BlobStore, 'put' | 'get'>) {
    this.#blobs = blobs
  }

  /** It is there to stay when this resolves: it has been read again. */
  async put(conversationId: string, { lines, receipts }: ArchivedChat): Promise<void> {
    const text = JSON.stringify({ lines, receipts })
    const key = keyOf(conversationId)
    await this.#blobs.put(key, await pack(text))
    const kept = await this.#blobs.get(key)
    if (!kept || (await unpack(kept)).toString('utf8') !== text) {
      throw new Error(`The chat ${conversationId} is not in the archive as it was put there.`)
    }
    this.#lately.delete(conversationId)
  }

  /** Undefined when it is not there. */
  async get(conversationId: string): Promise<ArchivedChat | undefined> {
    const lately = this.#lately.get(conversationId)
    if (lately) return lately
    const kept = await this.#blobs.get(keyOf(conversationId))
    if (!kept) return undefined
    const chat = JSON.parse((await unpack(kept)).toString('utf8')) as ArchivedChat
    this.#lately.set(conversationId, chat)
    for (const first of this.#lately.keys()) {
      if (this.#lately.size <= REMEMBERED_MAX) break
      this.#lately.delete(first)
    }
    return chat
  }
}

function keyOf(conversationId: string): string {
  return `chat-lines/${conversationId.slice(0, 2)}/${conversationId}.json.gz`
}
