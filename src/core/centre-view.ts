// What may be read of the contact centre: the configuration and the present moment. The API and
// the pages read through this; nothing here changes anything.
import type { Unreachable } from './agent/reachability.ts'
import type { Chat, ChatParticipant, Rehydration } from './contact/chat.ts'
import type { Reference } from './contact/contact.ts'
import type { ReasonedOffer } from './contact/offer-reason.ts'
import type { DirectoryView } from './directory/directory.ts'
import type { FlowType } from './directory/document.ts'
import type { ServiceEffect } from './effect.ts'
import type { ContactRow } from './event.ts'
import type { Instant } from './instant.ts'
import type { JsonObject } from './json.ts'
import type { FactOf } from './metrics/fact.ts'
import type { LiveView } from './metrics/live-metrics.ts'

export interface CentreView {
  readonly instanceId: string
  readonly directory: DirectoryView
  /** A contact that is still going on, or ended a moment ago. */
  contact(contactId: string): ContactView | undefined
  /** Contacts that are going on. */
  contacts(): Iterable<ContactView>
  /** A chat as it stands, by the contact with which it began; as long as the centre knows the last of its contacts. */
  conversation(conversationId: string): ChatView | undefined
  /** The chat of a contact that the centre knows; of one by which an agent was asked into a chat, or looks on: that chat. */
  chat(contactId: string): ChatView | undefined
  /** Chats of all contacts that the centre knows, also of those that are over or have been handed on. */
  chats(): Iterable<ChatView>
  /** What is kept of a contact once it has ended, as it stands while it goes on. */
  contactRow(contactId: string): ContactRow | undefined
  /** Rows of the contacts that go on: what is kept of them once they have ended. */
  contactRows(): Iterable<ContactRow>
  /** What flows wait to be answered now: asked again after a restart. */
  openQuestions(): Iterable<ServiceEffect>
  /** The last offers of a contact that goes on, with the reason of each. */
  offers(contactId: string): readonly ReasonedOffer[]
  /** Where a contact that waits stands, the first at 1, and how much longer it may take. */
  placeInLine(
    contactId: string,
  ): { readonly position: number; readonly estimatedWaitMs: number | undefined } | undefined
  agent(agentId: string): AgentView | undefined
  agents(): Iterable<AgentView>
  /** Agents' time as history will have it, which goes on and is not written down yet. */
  openStretches(now: Instant): Iterable<FactOf<'agentState'>>
  /** Contacts waiting now, first in line first. */
  waitingIn(
    queueId: string,
  ): readonly { readonly contactId: string; readonly enqueuedAt: Instant }[]
  defaultFlow(type: FlowType): string | undefined
  /** The numbers of this moment. */
  readonly metrics: LiveView
  /** What a contact that came into a queue now, asking for nobody in particular, would wait; undefined when nobody can tell. */
  estimatedWaitMs(queueId: string, channel: string): number | undefined
}

export interface ContactView {
  readonly contactId: string
  readonly channel: string
  readonly initiationMethod: string
  /** `ended` is after the customer left, while something is still to be done (after-contact work, recording). */
  readonly stage: 'flow' | 'queued' | 'offered' | 'connecting' | 'connected' | 'ended'
  /** A task put aside. */
  readonly isPaused: boolean
  /** Who takes part in a chat, in the order they came; nobody on other channels. */
  readonly participants: readonly ChatParticipant[]
  /** A flow waits for what the customer writes, so `chat.message` is to bring it. */
  readonly awaitsText: boolean
  readonly queueId: string | undefined
  readonly agentId: string | undefined
  readonly attributes: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  /** 1 is served first; 5 is usual. */
  readonly priority: number
  readonly ageAdjustmentMs: number
  /** The contact record as it stands (Connect's JSON of the stream, ISO times). */
  readonly record: JsonObject
}

/** A chat in one of its contacts, for those who keep and pass on what is written. */
export interface ChatView {
  /** The contact with which the chat began: one that is handed on stays the same conversation. */
  readonly conversationId: string
  readonly contactId: string
  /** Neither over nor handed on. */
  readonly isOpen: boolean
  readonly participants: readonly ChatParticipant[]
  /** The centre is to be told by `chat.message` that somebody wrote; nobody waits for it otherwise. */
  readonly listens: boolean
  /** A flow waits for what the customer writes, so `chat.message` is to bring it. */
  readonly awaitsText: boolean
  /** The number of the last line the centre has been told of. */
  readonly heard: number
  /** What the customer's client can show. */
  readonly contentTypes: readonly string[]
  /** The customer may not send files. */
  readonly takesNoFiles: boolean
  /** The chat of before that this one goes on with, and how much of it. */
  readonly sourceContactId: string | undefined
  readonly rehydration: Rehydration | undefined
  /** The view shown last. */
  readonly view: Chat['view']
  /** Between a flow and an agent. */
  readonly isGuide: boolean
  /** The contact is over, and its transcript has not been put away. */
  readonly toSeal: boolean
}

/** How a contact stands with an agent (the states of Connect's agent event stream). */
export type AgentContactState =
  | 'CONNECTING'
  | 'CONNECTED'
  | 'CONNECTED_ONHOLD'
  | 'PAUSED' // a task put aside; it holds no slot
  | 'ENDED' // after-contact work
  | 'MISSED'
  | 'REJECTED'
  | 'ERROR'

export interface AgentView {
  readonly agentId: string
  readonly username: string
  readonly routingProfileId: string
  readonly status: {
    readonly statusId: string
    readonly name: string
    readonly type: 'ROUTABLE' | 'CUSTOM' | 'OFFLINE'
    readonly since: Instant
  }
  /** Chosen while busy; taken when the last contact is done. */
  readonly nextStatusId: string | undefined
  readonly reachable: boolean
  /** Known of those who were reachable once. */
  readonly unreachableBecause: Unreachable | undefined
  /** Chats and tasks can be offered: the page is open. */
  readonly atPage: boolean
  /** How many more contacts of each channel could be offered now. */
  readonly freeSlots: Readonly<Record<string, number>>
  readonly contacts: readonly AgentContactView[]
}

/** Somebody in a call of several. */
export interface PartyView {
  /** `customer` of the customer. */
  readonly partyId: string
  readonly kind: 'customer' | 'number' | 'agent' | 'queue' | 'flow' | 'supervisor'
  readonly name: string
  readonly state: 'connecting' | 'connected' | 'onHold'
  /** The agent who has the customer: nobody else sends that one away. */
  readonly leads?: true
}

/** How a supervisor takes part in somebody's contact; whispering is for calls only. */
export type MonitorMode = 'SILENT_MONITOR' | 'WHISPER' | 'BARGE'

/** What a supervisor looks on or listens to. */
export interface MonitoringView {
  readonly contactId: string
  /** Who has that contact. */
  readonly agent: string
  readonly mode: MonitorMode
  readonly modes: readonly MonitorMode[]
}

export interface AgentContactView {
  readonly contactId: string
  /** The chat that guides the agent through it now. */
  readonly guideId: string | undefined
  readonly channel: string
  /** How the contact began, as its record says. */
  readonly initiationMethod: string
  readonly state: AgentContactState
  readonly since: Instant
  readonly queueId: string | undefined
  /** When an offer lapses or after-contact work ends by itself. */
  readonly until: Instant | undefined
  readonly connectedAt: Instant | undefined
  readonly muted: boolean
  readonly customerAddress: string | undefined
  /** Who is in the call beside the agent, when there are others than the customer. */
  readonly parties: readonly PartyView[]
  /** May the agent call others in and say who is on hold? */
  readonly leads: boolean
  /** Of a contact by which a supervisor looks on. */
  readonly monitoring: MonitoringView | undefined
  readonly name: string | undefined
  readonly description: string | undefined
  /** Links and the like, by name. */
  readonly references: Readonly<Record<string, Reference>>
  /** When its flow was to begin, of one that was made for later. */
  readonly scheduledAt: Instant | undefined
  /** When it ends by itself. */
  readonly expiresAt: Instant | undefined
  readonly attributes: Readonly<Record<string, string>>
}
