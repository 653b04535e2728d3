// Who carries messages between customers and us, where, and in which flow they come.
import type { JsonObject } from '../json.ts'

/** Ways of talking to providers that are built in. */
export const MESSAGING_PROVIDERS = ['webhook', 'sms', 'slack', 'topic'] as const

export type MessagingProvider = (typeof MESSAGING_PROVIDERS)[number]

export interface MessagingChannelDocument extends JsonObject {
  readonly provider: MessagingProvider
  /** What contacts have as `connect:Subtype`. */
  readonly subtype: string
  /** Ours: telephone numbers in E.164, or what else the provider calls us by. Of a topic, its ARN. */
  readonly addresses: readonly string[]
  /** The flow of contacts that come; that of the telephone number they came to when absent. */
  readonly flowId?: string
  /** Where messages are sent. */
  readonly url: string
  /** What both sides sign with. Never shown again. */
  readonly secret: string
  /** What we show the provider when we send, if that is not the secret. Never shown again. */
  readonly token?: string
  /** Whose account it is at the provider. */
  readonly account?: string
  /** Where the provider reaches us, `https://…`, without a path: it signs whole addresses. */
  readonly publicUrl?: string
  /** Customers who write STOP are written to no more. */
  readonly stopWords: boolean
  /** How long a conversation may go on. */
  readonly chatMinutes: number
}
