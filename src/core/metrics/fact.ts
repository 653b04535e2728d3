// What history is counted from: small facts of exact times, one when a contact is over, one for each
// stay in a queue, offer, state of an agent and run of a flow. The core writes them down when they are
// complete; nothing about them changes afterwards. Their columns are said once, here: the types, the
// tables of the SQL interface and the readers all follow.

import type { JsonObject } from '../json.ts'

/** What a column holds. `instant` is milliseconds since the epoch, `ms` a span; `?` may be absent. */
type ColumnType =
  | 'text'
  | 'text?'
  | 'instant'
  | 'instant?'
  | 'ms'
  | 'ms?'
  | 'count'
  | 'flag'
  | 'json'
  | 'json?'

export const FACT_COLUMNS = {
  /** A contact that is over: nothing is left to be done about it. */
  contact: {
    contactId: 'text',
    initialContactId: 'text',
    previousContactId: 'text?',
    nextContactId: 'text?',
    relatedContactId: 'text?',
    channel: 'text',
    subtype: 'text?',
    initiationMethod: 'text',
    /** Of the flow it began with. */
    flowId: 'text?',
    customerAddress: 'text?',
    systemAddress: 'text?',
    initiatedAt: 'instant',
    connectedToSystemAt: 'instant?',
    /** Into the last queue it stood in. */
    enqueuedAt: 'instant?',
    dequeuedAt: 'instant?',
    queueId: 'text?',
    agentId: 'text?',
    routingProfileId: 'text?',
    connectedToAgentAt: 'instant?',
    /** After that comes after-contact work. */
    agentLeftAt: 'instant?',
    afterContactWorkEndedAt: 'instant?',
    holdMs: 'ms',
    longestHoldMs: 'ms',
    holdCount: 'count',
    /** The customer was on hold when the agent's part ended. */
    leftOnHold: 'flag',
    missedOffers: 'count',
    pausedMs: 'ms',
    pauseCount: 'count',
    thirdPartyMs: 'ms?',
    /** How long those talked whom agents had called in, all of them together. */
    consultedMs: 'ms?',
    /** In flows that are not about waiting, holding or whispering. */
    flowMs: 'ms',
    /** internal (another contact goes on) or external (a number outside), for one that was handed on. */
    transferredTo: 'text?',
    disconnectedAt: 'instant',
    /** When nothing was left to be done. */
    endedAt: 'instant',
    disconnectReason: 'text?',
    /** Gave up, or was lost, while waiting for an agent. */
    abandoned: 'flag',
    attributes: 'json',
    tags: 'json',
  },
  /** One stay of a contact in one queue. */
  queueStay: {
    contactId: 'text',
    channel: 'text',
    subtype: 'text?',
    initiationMethod: 'text',
    queueId: 'text',
    priority: 'count',
    enqueuedAt: 'instant',
    leftAt: 'instant',
    /** handled, abandoned, transferred (another queue or flow), callback (left for one), or ended (by us). */
    outcome: 'text',
    /** What it would wait, as foretold when it came in; of some, so that it is known how well that is done. */
    foretoldMs: 'ms?',
    /** Who took it. */
    agentId: 'text?',
    routingProfileId: 'text?',
  },
  /** One offer of a contact to an agent. */
  offer: {
    contactId: 'text',
    channel: 'text',
    initiationMethod: 'text',
    queueId: 'text',
    agentId: 'text',
    routingProfileId: 'text?',
    offeredAt: 'instant',
    endedAt: 'instant',
    /** accepted, rejected, missed, failed (phone or network), or withdrawn (the customer went first). */
    outcome: 'text',
    /** Why this agent: what `offer-reason.ts` says. */
    reason: 'json?',
  },
  /** A step of a contact's routing criteria, in one stay in a queue. */
  routingStep: {
    contactId: 'text',
    channel: 'text',
    queueId: 'text',
    /** What was asked of agents: the service's JSON, members sorted. */
    expression: 'text',
    startedAt: 'instant',
    endedAt: 'instant',
    /** joined (an agent took the contact), expired, or left (the contact went). */
    outcome: 'text',
  },
  /** A stretch of an agent's time in which nothing of this changed. */
  agentState: {
    agentId: 'text',
    routingProfileId: 'text?',
    statusId: 'text',
    statusName: 'text',
    /** ROUTABLE, CUSTOM or OFFLINE. */
    statusType: 'text',
    /** idle, connecting, contact (talk, hold or after-contact work) or error (missed or failed); the most pressing one. */
    activity: 'text',
    from: 'instant',
    until: 'instant',
  },
  /** One run of a flow for a contact. */
  flow: {
    contactId: 'text',
    channel: 'text',
    subtype: 'text?',
    initiationMethod: 'text',
    flowId: 'text',
    flowType: 'text',
    /** The module, when it is one that is counted. */
    moduleId: 'text?',
    startedAt: 'instant',
    endedAt: 'instant',
    /** What followed it: TRANSFERRED_TO_QUEUE, _AGENT or _FLOW, DISCONNECTED_PARTICIPANT, ENDED_FLOW_EXECUTION or DROPPED. */
    outcome: 'text',
    /** The flow before it, of the same contact. */
    previousFlowId: 'text?',
    nextFlowId: 'text?',
    nextQueueId: 'text?',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>

export type FactKind = keyof typeof FACT_COLUMNS

type ValueOf<T extends ColumnType> = T extends 'text' | 'text?'
  ? string
  : T extends 'flag'
    ? boolean
    : T extends 'json'
      ? Readonly<Record<string, string>>
      : T extends 'json?'
        ? JsonObject
        : number

type Columns<K extends FactKind> = (typeof FACT_COLUMNS)[K]
type Needed<C> = { [N in keyof C as C[N] extends `${string}?` ? never : N]: C[N] }
type Absent<C> = { [N in keyof C as C[N] extends `${string}?` ? N : never]: C[N] }

/** A fact of a kind: its columns with their values. */
export type FactOf<K extends FactKind> = { readonly kind: K } & {
  readonly [N in keyof Needed<Columns<K>>]: ValueOf<Needed<Columns<K>>[N] & ColumnType>
} & {
  readonly [N in keyof Absent<Columns<K>>]?: ValueOf<Absent<Columns<K>>[N] & ColumnType> | undefined
}

export type Fact = { [K in FactKind]: FactOf<K> }[FactKind]
