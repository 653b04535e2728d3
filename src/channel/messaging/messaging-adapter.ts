// How one kind of provider talks: what its callbacks say, and what it is asked. Adapters only compute:
// who posts, waits, tries again and remembers is `route-sender.ts`. To write your own, see
// docs/guide/messaging.md.
import type { MessagingChannelDocument } from '../../core/directory/messaging-channel.ts'
import type { Instant } from '../../core/instant.ts'
import type { ChatLine } from '../chat/chat-port.ts'

export interface MessagingAdapter {
  /** Checks who calls, and says what was said. */
  read(callback: Callback, channel: MessagingChannel): Reading
  /** What the provider is asked, one after the other. The same for the same message. */
  requests(message: OutgoingMessage, channel: MessagingChannel, now: Instant): readonly Asked[]
  /** What the answer to one of them means. */
  outcome(answer: Answered): Outcome
}

export interface MessagingChannel extends MessagingChannelDocument {
  /** Its name. */
  readonly channelId: string
  /** Where the provider reaches us with what it has to say, if that is known. */
  readonly callbackUrl?: string
}

/** A provider calls us. */
export interface Callback {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** As the provider called it, with its query. */
  readonly url: string
  readonly body: string
  readonly now: Instant
}

export type Reading =
  | {
      readonly heard: readonly Heard[]
      /** What the provider wants to be answered, if not `{}`. */
      readonly answer?: { readonly contentType: string; readonly body: string }
    }
  | Refused

/** Not what it should be: 401 when the signature is missing, wrong or old, 400 when nobody could understand it. */
export interface Refused {
  readonly status: 400 | 401
  readonly problem: string
}

/** What a provider says. */
export type Heard =
  | {
      readonly type: 'message'
      /** The provider's: one that comes again is the same message. */
      readonly id: string
      /** The customer. */
      readonly from: string
      /** Ours. */
      readonly to: string
      readonly text: string
      /** What the customer is called. */
      readonly name?: string
    }
  /** The customer has left the conversation, or is writing. */
  | { readonly type: 'left' | 'typing'; readonly from: string; readonly to: string }
  /** What became of a message of ours, named by its own id or by the one the provider gave it. */
  | {
      readonly type: 'report'
      readonly kind: 'delivered' | 'read' | 'failed'
      readonly itemId?: string
      readonly providerId?: string
      readonly problem?: string
    }

/** A line on its way to the customer. */
export interface OutgoingMessage {
  /** The line's: a provider that can tell by it does nothing when it comes again. */
  readonly id: string
  readonly conversationId: string
  readonly from: string
  readonly to: string
  /** What is to be read, with links and numbered choices. */
  readonly text: string
  readonly line: ChatLine
}

/** A request to the provider, always a POST. */
export interface Asked {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the provider answered. */
export interface Answered {
  readonly status: number
  readonly body: string
}

export type Outcome =
  | { readonly sent: { readonly providerId?: string } }
  /** Will not be taken, ever. */
  | { readonly refused: string }
  /** Tried again. */
  | { readonly later: string }

/** Answers that are about the message itself (RFC 9110 §15.5); others are about the way there, or pass. */
const REFUSALS = [400, 406, 413, 415, 422]

/** What most providers mean by their status. */
export function byStatus({ status, body }: Answered, providerId?: string): Outcome {
  if (status >= 200 && status < 300) {
    return { sent: providerId === undefined ? {} : { providerId } }
  }
  const said = body.slice(0, 200).replaceAll(/\s+/g, ' ').trim()
  const reason = `The provider answered ${status}${said === '' ? '' : `: ${said}`}`
  return REFUSALS.includes(status) ? { refused: reason } : { later: reason }
}

/** The members of a JSON object, or none. */
export function membersOfJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {}
  } catch {
    // Not JSON: nothing was said that could be understood.
    return {}
  }
}
