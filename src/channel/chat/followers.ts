// Those who follow conversations: each is told what is for them, once and in order.
import type { ParticipantRole } from '../../core/contact/chat.ts'
import type { KeptLine } from '../../store/chat-store.ts'
import { ChatRefusal, type ChatTold, type Member } from './chat-port.ts'
import { type Conversation, LEFT } from './conversation.ts'

/** Connections of one participant at a time. */
const PER_PARTICIPANT = 5

interface Follower {
  readonly who: Member
  readonly role: ParticipantRole
  readonly tell: (told: ChatTold) => void
  /** They have been told that they left. */
  hasLeft?: boolean
}

export class Followers {
  readonly #byConversation = new Map<string, Set<Follower>>()
  readonly #everything = new Set<(told: ChatTold) => void>()
  readonly #failed: (error: unknown) => void
  #count = 0

  /** @param failed told of followers that throw, which concerns nobody else. */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  get count(): number {
    return this.#count
  }

  has(conversationId: string): boolean {
    return this.#byConversation.has(conversationId)
  }

  follow(follower: Follower): () => void {
    const { conversationId, participantId } = follower.who
    const others = this.#byConversation.get(conversationId) ?? new Set()
    const own = [...others].filter(each => each.who.participantId === participantId)
    if (own.length >= PER_PARTICIPANT) {
      const message = `A participant may have ${PER_PARTICIPANT} connections at a time.`
      throw new ChatRefusal('QuotaExceeded', message)
    }
    this.#byConversation.set(conversationId, others.add(follower))
    this.#count++
    return () => {
      if (!others.delete(follower)) return
      this.#count--
      if (others.size === 0 && this.#byConversation.get(conversationId) === others) {
        this.#byConversation.delete(conversationId)
      }
    }
  }

  followAll(tell: (told: ChatTold) => void): () => void {
    this.#everything.add(tell)
    return () => void this.#everything.delete(tell)
  }

  /** @param isPresent whether somebody takes part now. */
  line(conversation: Conversation, kept: KeptLine, isPresent: (who: Member) => boolean): void {
    const { number, contactId, item, conversationId } = kept
    const told: ChatTold = { type: 'line', line: { number, contactId, item }, conversationId }
    const isLeaving = item.contentType === LEFT
    const followers = this.#byConversation.get(conversationId)
    if (followers) {
      for (const follower of followers) {
        const { who, role, tell } = follower
        if (isLeaving && item.participantId === who.participantId && role !== 'SUPERVISOR') {
          follower.hasLeft = true
        }
        if (conversation.mayHear(who, role, kept, isPresent)) this.#safely(tell, told)
      }
    }
    this.#tellAll(told)
  }

  /** Everybody but the one it comes from. */
  signal(told: Extract<ChatTold, { type: 'signal' }>): void {
    this.#tell(
      told,
      ({ who, hasLeft }) => !hasLeft && who.participantId !== told.from.participantId,
    )
  }

  receipt(told: Extract<ChatTold, { type: 'receipt' }>): void {
    this.#tell(told, ({ hasLeft }) => !hasLeft)
  }

  /** Nobody follows it any more. */
  over(conversationId: string): void {
    this.#tell({ type: 'over', conversationId }, () => true)
    const all = this.#byConversation.get(conversationId)
    this.#byConversation.delete(conversationId)
    this.#count -= all?.size ?? 0
    all?.clear()
  }

  #tell(told: ChatTold, isFor: (follower: Follower) => boolean): void {
    for (const follower of this.#byConversation.get(told.conversationId) ?? []) {
      if (isFor(follower)) this.#safely(follower.tell, told)
    }
    this.#tellAll(told)
  }

  #tellAll(told: ChatTold): void {
    for (const tell of this.#everything) this.#safely(tell, told)
  }

  #safely(tell: (told: ChatTold) => void, told: ChatTold): void {
    try {
      tell(told)
    } catch (error) {
      this.#failed(error)
    }
  }
}
