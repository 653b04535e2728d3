// What the API asks of those who carry messages. Everything rejects with `ChatRefusal`.
import type { SegmentValue } from '../../core/contact/contact.ts'
import type { ChatInput } from '../../core/input.ts'
import type { JsonObject } from '../../core/json.ts'

export interface MessagingPort {
  /** Gets ready for a conversation that we begin; it begins when the centre is told the answer. */
  prepareOutbound(order: OutboundOrder): Promise<Extract<ChatInput, { type: 'chat.started' }>>
  /** What a customer does, told by the API in a provider's place. */
  integrationEvent(event: IntegrationEvent): Promise<{
    readonly conversationId: string
    readonly isNew: boolean
  }>
  /** From now on the chat's lines go to a topic as well. Answers the streaming's id; the same for the same token. */
  startStreaming(order: {
    readonly contactId: string
    readonly topicArn: string
    readonly token: string
  }): Promise<string>
  stopStreaming(order: { readonly contactId: string; readonly streamingId: string }): Promise<void>
}

/** What a chat is given by whoever begins it. */
export interface GivenToChat {
  readonly flowId: string
  readonly systemMessage?: { readonly contentType: string; readonly content: string }
  readonly attributes?: Readonly<Record<string, string>>
  readonly segmentAttributes?: Readonly<Record<string, SegmentValue>> & JsonObject
  readonly relatedContactId?: string
  readonly limitMs?: number
  readonly contentTypes?: readonly string[]
}

export interface OutboundOrder extends GivenToChat {
  readonly contactId: string
  /** Ours: a number in E.164, or what else a channel has. */
  readonly from: string
  /** The customer's. */
  readonly to: string
  readonly subtype: string
  readonly initiationMethod: 'API' | 'FLOW'
  readonly displayName?: string
}

export interface IntegrationEvent {
  /** The customer. */
  readonly sourceId: string
  /** Ours: an address, or a channel's name. */
  readonly destinationId: string
  readonly subtype?: string
  readonly event: {
    readonly type: 'MESSAGE' | 'EVENT' | 'DISCONNECT'
    readonly contentType?: string
    readonly content?: string
  }
  readonly newSession?: {
    readonly displayName?: string
    readonly attributes?: Readonly<Record<string, string>>
    readonly contentTypes?: readonly string[]
    readonly topicArn?: string
  }
}
