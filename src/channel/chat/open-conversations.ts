// Conversations in memory: read from the store when they are needed, let go when they are over or
// nothing has happened in them for long.
import { type Instant, minutes } from '../../core/instant.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import { ChatLimits } from './chat-limits.ts'
import type { LineReceipt } from './chat-port.ts'
import { Conversation } from './conversation.ts'
import { readConversation } from './stored-lines.ts'

/** What it would have to remember longer, it can read again. */
const IDLE_MS = minutes(61)

export interface OpenConversation {
  readonly conversation: Conversation
  readonly limits: ChatLimits
  /** Receipts given lately, by line and participant. */
  readonly receipts: Map<string, LineReceipt>
  usedAt: Instant
}

export class OpenConversations {
  readonly #store: Pick<ChatStore, 'lines'>
  readonly #open = new Map<string, OpenConversation>()
  readonly #opening = new Map<string, Promise<OpenConversation>>()

  constructor(store: Pick<ChatStore, 'lines'>) {
    this.#store = store
  }

  get count(): number {
    return this.#open.size
  }

  /** One that is in memory. */
  get(id: string): OpenConversation | undefined {
    return this.#open.get(id)
  }

  /** One of which nothing has been said. */
  begin(id: string, now: Instant): OpenConversation {
    return this.#keep(new Conversation(id), now)
  }

  /** As the store has it. Those who ask meanwhile go on in the order they asked. */
  async read(id: string, now: Instant): Promise<OpenConversation> {
    const opening =
      this.#opening.get(id) ??
      readConversation(this.#store, id)
        .then(conversation => this.#open.get(id) ?? this.#keep(conversation, now))
        .finally(() => this.#opening.delete(id))
    this.#opening.set(id, opening)
    return opening
  }

  drop(id: string): void {
    this.#open.delete(id)
  }

  /** Lets go of those that nobody has used for long. */
  sweep(now: Instant, isNeeded: (id: string) => boolean): void {
    for (const [id, { usedAt }] of this.#open) {
      if (usedAt < now - IDLE_MS && !isNeeded(id)) this.#open.delete(id)
    }
  }

  #keep(conversation: Conversation, now: Instant): OpenConversation {
    const open = { conversation, limits: new ChatLimits(), receipts: new Map(), usedAt: now }
    this.#open.set(conversation.id, open)
    return open
  }
}
