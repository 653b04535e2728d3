// A contact: one customer's call from the first ring to the last second of after-contact work.
import type { EventHook, RecordingBehavior } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { RoutingCriteria } from '../routing/routing-criteria.ts'
import type { Handover } from '../world.ts'
import type { Chat } from './chat.ts'
import type { ReasonedOffer } from './offer-reason.ts'
import type { QueueStay } from './queue-stay.ts'
import type { Task } from './task.ts'

/**
 * Where a contact is. It is in exactly one of these at any moment.
 *
 *   answering → flow → queued → offered → joining → connected → ended
 *   scheduled ──┘↑        ↑________|      ↑  |          |
 *   dialling  ──┘└── disconnect flow ─────┼──┴──────────┘
 *                flow → external   reaching
 */
export type Stage =
  /** A task for later, whose flow begins then; or a callback, which is queued then. */
  | { readonly name: 'scheduled'; readonly until: Instant }
  /** We ring the customer; the contact's flow begins when there is an answer. */
  | { readonly name: 'dialling'; readonly until: Instant }
  /** An agent waits while the customer is called. */
  | {
      readonly name: 'reaching'
      readonly queueId: string
      readonly agentId: string
      /** What is waited for: the agent's own leg, a flow before the call, or the customer. */
      readonly phase: 'agent' | 'flow' | 'customer'
      readonly until: Instant
    }
  /** The customer talks to somebody outside and nobody here has a part in it. */
  | { readonly name: 'external' }
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
  relatedContactId?: string
  /** How many contacts led to this one, each going on in the next. */
  readonly chainLength?: number
  /** The contact that goes on in place of this one, after a transfer. */
  nextContactId?: string
  readonly channel: Channel
  readonly initiationMethod: InitiationMethod
  /** The voice node that holds its legs. Empty, like the leg, on every other channel. */
  node: string
  /** Empty while a customer whom we call has not been dialled. */
  customerLegId: string
  /** Empty where the channel has no addresses. */
  readonly customerAddress: string
  readonly customerName?: string
  readonly systemAddress: string
  readonly headers: Readonly<Record<string, string>>
  readonly initiatedAt: Instant
  stage: Stage
  attributes: Record<string, string>
  tags: Record<string, string>
  /** Only on channel CHAT. */
  chat?: Chat
  /** Only on channel TASK. */
  task?: Task
  /** Links and the like that agents are shown, by name. */
  references?: Record<string, Reference>
  /** By key, each with its type, as the record has them. */
  segmentAttributes?: Record<string, SegmentValue>
  /** The chat that guides its agent now. */
  guideId?: string
  /** When its flow was to begin, of one that was made for later. */
  scheduledAt?: Instant
  /** When it ends by itself, whatever it is doing. */
  expiresAt?: Instant
  /** When that is looked at next. */
  expiryLookAt?: Instant
  /** The chat that its agent looks on, or the call that its agent listens to. */
  monitors?: Monitoring
  /** Contacts by which supervisors listen to the agent who has this call. */
  listeners?: readonly string[]
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
  /** What it asks of agents beyond serving its queue. */
  routingCriteria?: RoutingCriteria
  /** The step the router was last told of. */
  routingStep?: number
  customerRun?: FlowRun | undefined
  agentRun?: FlowRun | undefined
  /** The customer's leg is still there. */
  customerPresent: boolean
  /** When we call the customer rather than the other way round. */
  outbound?: Outbound
  /** Somebody outside whom the flow has called in. */
  thirdParty?: ThirdParty
  /** How many callbacks led to it, when it goes on with one's customer. */
  callbackGeneration?: number
  /** Whom its agents have called in, those who have left again included. */
  parties?: readonly Party[]
  /**
   * The contact whose agent asks somebody in by this one. Until that agent leaves, the agent stands
   * where this contact's customer will be, and hears what its flows say.
   */
  asksFor?: string
  /** Its agent has left the customer to somebody outside. */
  isPassedOut?: boolean
  /** Whom a callback calls, when it is not the number the customer called from. */
  callbackNumber?: string
  /** Keys pressed while nobody asked, as long as the flow wants them kept. */
  digitBuffer?: string
  /** What the flow wants analysed, as it says it. */
  analytics?: JsonObject
  /** The flow it began with. */
  firstFlowId?: string
  /** Gave up, or was lost, while waiting for an agent. */
  abandoned?: boolean
  /** Why its agent went, when the customer has stayed for the disconnect flow. */
  leftBecause?: DisconnectReason
  /** Another contact goes on with the customer. */
  handedOn?: boolean
  /** What the operations team has said to its customer. */
  heard?: readonly string[]
  /** What comes after what they say now. */
  goesOn?: Handover
  /** In flows that are not about waiting, holding or whispering. */
  flowMs?: number
  connectedToSystemAt?: Instant
  enqueuedAt?: Instant
  /** In the queue it waits in, or has been taken from a moment ago. */
  stay?: QueueStay | undefined
  /** When it left the queue for an agent, or for good. */
  dequeuedAt?: Instant | undefined
  /** The agent who talks or talked to the customer. */
  handling?: Handling
  /** The last offers, with what decided each. */
  offers?: readonly ReasonedOffer[]
  /** Offers that came to nothing. */
  missedOffers: number
  /** The one that goes on, or the last. */
  recording?: Recording
  /** Ended by hand: it does not begin again. */
  recordingStopped?: true
  /** Of talks before, when the contact has gone back to a queue after one. */
  formerRecordings?: readonly Recording[]
  disconnectedAt?: Instant
  disconnectReason?: DisconnectReason
}

/** Has it legs, and audio on them? Nothing of a voice node may be asked for any other contact. */
export function isVoice(contact: Contact): boolean {
  return contact.channel === 'VOICE'
}

export interface Reference {
  readonly Value: string
  /** `URL`, `STRING`, `NUMBER`, `DATE`, `EMAIL`, `ATTACHMENT` … */
  readonly Type: string
  readonly Status?: string
}

/** One of `ValueString`, `ValueInteger`, `ValueMap` … */
export interface SegmentValue {
  readonly [type: string]: Json
}

export interface Monitoring {
  /** The contact in which the chat goes on now, or that of the agent who is listened to. */
  contactId: string
  readonly mayBarge: boolean
  /** Of a call: who hears the supervisor. Nobody, when absent. */
  heardBy?: 'agent' | 'all'
  /** Of a call: when the supervisor's phone, which rings, is given up. */
  until?: Instant
  /** The supervisor, as the record has it. */
  by?: Handling
}

/** How the customer is called. */
export interface Outbound {
  /** E.164, shown to the customer. */
  callerId: string
  ringMs: number
  /** Begins when the customer answers; or, for a callback, at once, to put it into a queue. */
  readonly flowId?: string
  /** Who asked for the call wants to know whether a machine answers. */
  readonly detectsMachines?: boolean
  /** Begins when the customer answers, before there is an agent. */
  readonly answeredFlowId?: string
  /** The agent who is kept free while the customer is rung. */
  keepsAgent?: string
  /** When that agent is given back, after the customer has answered. */
  keepsUntil?: Instant
  /** How often a callback is tried again, and how long after it failed. */
  retriesLeft?: number
  readonly retryMs?: number
  /** How many callbacks led to this one, each made by the one before; itself included. */
  readonly generation?: number
  /** A flow that dials by itself has already run. */
  flowDone?: boolean
}

export interface ThirdParty {
  readonly legId: string
  /** E.164. */
  readonly address: string
  /** The flow that waits for it to go. */
  readonly runId: string
  /** The flow is over when it answers: customer and third party are left to themselves. */
  readonly bridges: boolean
  /** Sent when it answers; a comma is a pause. */
  readonly digits?: string
  answeredAt?: Instant
  leftAt?: Instant
}

/** Somebody whom an agent has called into a call: a number outside, or whoever takes a contact of its own. */
export interface Party {
  /** The leg of a number; the contact by which an agent is asked in. */
  readonly partyId: string
  readonly kind: 'number' | 'agent' | 'queue' | 'flow'
  /** What the quick connect is called, or the number. */
  readonly name: string
  /** E.164, of a number. */
  readonly address?: string
  onHold: boolean
  answeredAt?: Instant
  leftAt?: Instant
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
  holdSince?: Instant | undefined
  /** The customer was on hold when the talk ended. */
  leftOnHold?: boolean
  /** The end of the talk, where after-contact work begins. */
  leftAt?: Instant
  afterContactWorkEndedAt?: Instant
}

export interface Recording {
  readonly recordingId: string
  readonly startedAt: Instant
  /** Of what a flow and its customer say, without an agent. */
  readonly isAutomated?: boolean
  /** Put aside by hand: silence is recorded meanwhile, so that time goes on. */
  suspended?: true
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
  /** A call of ours that nobody answered, or that could not be made. */
  | 'OUTBOUND_ATTEMPT_FAILED'
  /** A call of ours that may not be made: to a country, or a kind of number, that is not allowed. */
  | 'OUTBOUND_DESTINATION_ENDPOINT_ERROR'
  /** A task that its agent says is done. */
  | 'AGENT_COMPLETED'
  /** A chat whose participants wrote nothing for too long. */
  | 'IDLE_DISCONNECT'
