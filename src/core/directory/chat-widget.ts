// A chat window that a business puts on its own pages: which flow its chats run, on whose pages it may
// be, and what it looks like.
import type { JsonObject } from '../json.ts'

export interface ChatWidgetDocument extends JsonObject {
  readonly name: string
  readonly flowId: string
  /** Whose pages may start chats, as in `https://www.example.com`; `*` is everybody. Our own always may. */
  readonly origins: readonly string[]
  /** Chats begin only with a token that the business has signed. */
  readonly requiresToken: boolean
  /** What tokens are signed with: 44 characters. Shown once. */
  readonly secret?: string
  readonly theme: Readonly<Record<string, string>>
  readonly texts: Readonly<Record<string, string>>
  readonly features: ChatWidgetFeatures
  /** For example `de`; the customer's when absent. */
  readonly language?: string
  /** Chats begun within a minute: by one address, and by all together. */
  readonly startsPerMinute: { readonly perAddress: number; readonly total: number }
}

interface ChatWidgetFeatures extends JsonObject {
  readonly attachments: boolean
  readonly markdown: boolean
  /** The number that "call me instead" calls. */
  readonly callNumber?: string
}
