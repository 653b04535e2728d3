// What happened, as the outside reads it: contact events, agent events and contact records, in
// Connect's own JSON. They are appended in the same transaction as the inputs that caused them.
import type { Instant } from './instant.ts'
import type { JsonObject } from './json.ts'
import type { Fact } from './metrics/fact.ts'

export type CentreEvent =
  | { readonly type: 'contact.event'; readonly event: ContactEvent }
  /** Its body lacks `PreviousAgentSnapshot`, which stands beside it. */
  | {
      readonly type: 'agent.event'
      readonly agentId: string
      readonly body: JsonObject
      /** The snapshot of the event before. */
      readonly previous?: JsonObject | undefined
    }
  /** The contact when nothing is left to be done about it; as long as it goes on, the centre knows it. */
  | { readonly type: 'contact.record'; readonly row: ContactRow }
  /** A rule says that something happened. */
  | { readonly type: 'rule.event'; readonly event: RuleEvent }
  /** What history is counted from. */
  | { readonly type: 'fact'; readonly fact: Fact }

/** What a rule tells, for EventBridge's envelope. */
export interface RuleEvent {
  readonly at: Instant
  readonly ruleId: string
  readonly ruleName: string
  /** What the action calls it. */
  readonly actionName: string
  readonly detailType: string
  readonly resources: readonly string[]
  readonly detail: JsonObject
}

/** What happened to a contact, in facts; `contactEventBody` shows it as Connect does. */
export interface ContactEvent {
  readonly eventType: ContactEventType
  readonly at: Instant
  readonly contactId: string
  readonly initialContactId: string
  readonly channel: string
  readonly initiationMethod: string
  readonly queueId: string | undefined
  readonly enqueuedAt: Instant | undefined
  readonly agentId: string | undefined
  readonly connectedToAgentAt: Instant | undefined
  readonly disconnectReason: string | undefined
  readonly disconnectedAt: Instant | undefined
  readonly previousContactId?: string | undefined
  readonly initiatedAt?: Instant | undefined
  readonly connectedToSystemAt?: Instant | undefined
  /** When after-contact work began and ended. */
  readonly agentLeftAt?: Instant | undefined
  readonly afterContactWorkEndedAt?: Instant | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  /** Attributes or tags were changed by the API, or its routing. */
  | 'CONTACT_DATA_UPDATED'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'PAUSED'
  | 'RESUMED'
  | 'DISCONNECTED'
  | 'COMPLETED'

/** A contact as the store keeps it: what searches need in columns, and the whole record. */
export interface ContactRow {
  readonly contactId: string
  readonly initialContactId: string
  readonly previousContactId?: string
  readonly channel: string
  readonly initiationMethod: string
  readonly initiatedAt: Instant
  readonly connectedToSystemAt?: Instant
  readonly enqueuedAt?: Instant
  readonly connectedToAgentAt?: Instant
  readonly disconnectedAt?: Instant
  readonly queueId?: string
  readonly agentId?: string
  readonly customerAddress?: string
  /** Connect's contact record (the stream's JSON, times in ISO 8601). */
  readonly record: JsonObject
  /** Nothing will change any more by itself. */
  readonly final: boolean
}
