// What one participant may do, so that nobody else suffers from it.
import type { Instant } from '../../core/instant.ts'
import { Allowance, type Limit } from './allowance.ts'
import { ChatRefusal, type NewLine } from './chat-port.ts'
import type { Conversation } from './conversation.ts'

const LIMITS = {
  lines: { burst: 30, perSecond: 10 },
  signals: { burst: 5, perSecond: 5 },
  receipts: { burst: 60, perSecond: 20 },
} as const satisfies Record<string, Limit>

const CONTENT_MAX_BYTES = 16_384
const LINES_MAX = 10_000
/** In UTF-16 units. */
const SIZE_MAX = 5_000_000

/** Of all participants of a conversation. */
export class ChatLimits {
  readonly #allowances = new Map<string, { -readonly [What in keyof typeof LIMITS]?: Allowance }>()

  /** Throws when they do it too often. */
  use(what: keyof typeof LIMITS, participantId: string, now: Instant): void {
    let own = this.#allowances.get(participantId)
    if (!own) {
      own = {}
      this.#allowances.set(participantId, own)
    }
    own[what] ??= new Allowance(LIMITS[what], now)
    const allowance = own[what]
    if (allowance.take(now)) return
    const { perSecond } = LIMITS[what]
    throw new ChatRefusal('Throttled', `No more than ${perSecond} ${what} a second are taken.`)
  }
}

/** Throws unless it is one that can be kept. */
export function checkLine({ contentType, content }: NewLine): void {
  if (contentType === '') throw new ChatRefusal('Invalid', 'A content type is needed.')
  // UTF-8 has at most three bytes for a unit of UTF-16.
  if (content.length * 3 <= CONTENT_MAX_BYTES) return
  if (Buffer.byteLength(content) <= CONTENT_MAX_BYTES) return
  throw new ChatRefusal('Invalid', `Content may have ${CONTENT_MAX_BYTES} bytes at most.`)
}

/** Throws when the conversation is as long as one may be. */
export function checkRoom({ lineCount, size }: Conversation): void {
  if (lineCount < LINES_MAX && size < SIZE_MAX) return
  throw new ChatRefusal('QuotaExceeded', 'This chat has become as long as one may be.')
}
