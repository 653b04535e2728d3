// A contact: one customer's call from the first ring to the last second of after-contact work.
import type { EventHook, RecordingBehavior } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'

/**
 * Where a contact is. It is in exactly one of these at any moment.
 *
 *   answering → flow → queued → offered → joining → connected → ended
 *                ↑        ↑________|         |          |
 *                └── disconnect flow ────────┴──────────┘
 */
export type Stage =
  /** We have said yes to the caller and wait for media. */
  | { readonly name: 'answering' }
  | { readonly name: 'flow' }
  | { readonly name: 'queued'; readonly queueId: string }
  /** An agent is being asked; the customer still hears the queue. */
  | { readonly name: 'offered'; readonly queueId: string; readonly agentId: string }
  /** The agent has accepted; whispers play. */
  | {
      readonly name: 'joining'
      readonly queueId: string
      readonly agentId: string
      readonly whisper: 'agent' | 'customer'
      readonly until: Instant
    }
  | {
      readonly name: 'connected'
      readonly queueId: string
      readonly agentId: string
      readonly onHold: boolean
    }
  /** The customer is gone. What is left to do is known from the rest. */
  | { readonly name: 'ended' }

export type Channel = 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL'

/** How a contact began, as the contact record spells it. */
export type InitiationMethod =
  | 'INBOUND'
  | 'OUTBOUND'
  | 'TRANSFER'
  | 'QUEUE_TRANSFER'
  | 'CALLBACK'
  | 'API'
  | 'DISCONNECT'
  | 'MONITOR'
  | 'EXTERNAL_OUTBOUND'
  | 'WEBRTC_API'
  | 'AGENT_REPLY'
  | 'FLOW'

export interface Contact {
  readonly contactId: string
  readonly initialContactId: string
  readonly previousContactId?: string
  readonly channel: Channel
  readonly initiationMethod: InitiationMethod
  /** The voice node that holds its legs. */
  readonly node: string
  readonly customerLegId: string
  readonly customerAddress: string
  readonly customerName?: string
  readonly systemAddress: string
  readonly headers: Readonly<Record<string, string>>
  readonly initiatedAt: Instant
  stage: Stage
  attributes: Record<string, string>
  tags: Record<string, string>
  /** Set by the flow: Name, Description, CustomerId, LanguageCode … */
  data: Partial<Record<string, string>>
  voice: { voice: string; engine: string; style?: string }
  hooks: Partial<Record<EventHook, { readonly flowId?: string; readonly disabled?: boolean }>>
  recordingBehavior: RecordingBehavior
  loggingEnabled: boolean
  storedInput?: string
  /** Results of actions that go with the contact from flow to flow. */
  namespaces?: JsonObject
  targetQueueId?: string
  /** 1 is served first; 5 is usual. */
  priority: number
  ageAdjustmentMs: number
  customerRun?: FlowRun
  agentRun?: FlowRun
  /** The customer's leg is still there. */
  customerPresent: boolean
  connectedToSystemAt?: Instant
  enqueuedAt?: Instant
  /** When it left the queue for an agent, or for good. */
  dequeuedAt?: Instant
  /** The agent who talks or talked to the customer. */
  handling?: Handling
  /** Offers that came to nothing. */
  missedOffers: number
  /** The one that goes on, or the last. */
  recording?: Recording
  /** Of talks before, when the contact has gone back to a queue after one. */
  formerRecordings?: readonly Recording[]
  disconnectedAt?: Instant
  disconnectReason?: DisconnectReason
}

/** What the agent's part of the contact came to. */
export interface Handling {
  readonly agentId: string
  /** As it was then: the record outlives the user. */
  readonly username: string
  readonly legId: string
  readonly connectedAt: Instant
  readonly routingProfileId: string
  holdCount: number
  holdMs: number
  longestHoldMs: number
  holdSince?: Instant
  /** The end of the talk, where after-contact work begins. */
  leftAt?: Instant
  afterContactWorkEndedAt?: Instant
}

export interface Recording {
  readonly recordingId: string
  readonly startedAt: Instant
  stoppedAt?: Instant
  /** Key in the blob store, once it is there. */
  location?: string
  durationMs?: number
  failed?: string
}

/** The contact record's DisconnectReason, as Connect spells them. */
export type DisconnectReason =
  | 'CUSTOMER_DISCONNECT'
  | 'AGENT_DISCONNECT'
  | 'THIRD_PARTY_DISCONNECT'
  | 'TELECOM_PROBLEM'
  | 'CONTACT_FLOW_DISCONNECT'
  | 'OTHER'
  | 'EXPIRED'
  | 'API'
