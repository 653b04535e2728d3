// What an agent's page and the centre say to each other over the WebSocket `/api/agent/stream`
// (JSON text frames; the session cookie proves who it is). The page gets a whole snapshot after
// every change, never a difference: it is small, and a page cannot drift from it.

export type AgentPageMessage =
  | AgentCallMessage
  | { readonly id: number; readonly method: AgentContactMethod; readonly contactId: string }
  | {
      readonly id: number
      readonly method: 'mute'
      readonly contactId: string
      readonly muted: boolean
    }
  | {
      readonly id: number
      readonly method: 'digits'
      readonly contactId: string
      readonly digits: string
    }
  /** Passes the contact on by a quick connect to a queue, an agent or a flow. */
  | {
      readonly id: number
      readonly method: 'transfer'
      readonly contactId: string
      readonly quickConnectId: string
    }
  /** Whom the agent may pass contacts on to: `result.quickConnects`. */
  | { readonly id: number; readonly method: 'quickConnects' }
  | { readonly id: number; readonly method: 'setStatus'; readonly statusId: string }
  /** Calls a number in E.164: the agent's own phone first. The contact comes with the next snapshot. */
  | { readonly id: number; readonly method: 'dial'; readonly number: string }
  /** Which countries the agent may call: `result.countries`; refused when there are none. */
  | { readonly id: number; readonly method: 'outbound' }
  /** Is answered at once, so that a page can tell how long that takes. */
  | { readonly id: number; readonly method: 'ping' }
  /**
   * Sets up the page's standing media connection (one per page, kept between calls). The page makes
   * the SDP offer, with one audio section and all candidates; `result` is `{ sdp, connection }`:
   * the answer, and the name of the connection.
   */
  | { readonly id: number; readonly method: 'media.offer'; readonly sdp: string }
  /**
   * After a lost socket: this page still has the media connection that `media.offer` named. The
   * server answers `superseded` when another page has taken the calls meanwhile.
   */
  | { readonly id: number; readonly method: 'media.resume'; readonly connection: string }
  /** The page has no microphone or lost its connection: do not offer it calls. */
  | { readonly id: number; readonly method: 'media.close' }

/** What an agent does about calls of several. */
export type AgentCallMessage =
  /** Calls somebody in, with everybody else on hold. */
  | {
      readonly id: number
      readonly method: 'addParty'
      readonly contactId: string
      /** One of these. A number is E.164, and asks for the permission to call. */
      readonly quickConnectId?: string
      readonly number?: string
    }
  | {
      readonly id: number
      readonly method: 'party'
      readonly contactId: string
      readonly partyId: string
      readonly does: 'drop' | 'hold' | 'resume'
    }
  /** `swap`: who waits talks, and the other way round. `conference`: everybody talks. */
  | {
      readonly id: number
      readonly method: 'swap' | 'conference'
      readonly contactId: string
    }
  /** A supervisor who looks on, or listens, takes part (`barges`), or only looks on again. */
  | {
      readonly id: number
      readonly method: 'monitor'
      readonly contactId: string
      readonly barges: boolean
      /** In a call, with `barges` false: is heard by the agent alone. */
      readonly whispers?: boolean
    }
  /** Passes the call on to a number, without a word to whoever is there. */
  | {
      readonly id: number
      readonly method: 'passOut'
      readonly contactId: string
      readonly number: string
    }

/** `hold` puts a task aside, `resume` takes it up again; `hangUp` ends a chat and completes a task. */
export type AgentContactMethod = 'accept' | 'reject' | 'hangUp' | 'clear' | 'hold' | 'resume'

export type AgentServerMessage =
  | { readonly type: 'snapshot'; readonly snapshot: AgentSnapshot }
  | { readonly type: 'answer'; readonly id: number; readonly result?: AgentAnswer }
  | {
      readonly type: 'refused'
      readonly id: number
      readonly code: string
      readonly message: string
    }
  | { readonly type: 'media'; readonly state: 'connected' | 'failed' | 'closed' }
  /** Another page of the same agent has taken the media connection. */
  | { readonly type: 'superseded' }

export interface AgentAnswer {
  readonly sdp?: string
  readonly connection?: string
  readonly quickConnects?: readonly PageQuickConnect[]
  /** As ISO 3166 has them; `*` for every one. */
  readonly countries?: readonly string[]
}

export interface PageQuickConnect {
  readonly quickConnectId: string
  readonly name: string
  readonly description?: string
  /** Only calls can be passed on to a `PHONE_NUMBER`. */
  readonly type: 'QUEUE' | 'USER' | 'FLOW' | 'PHONE_NUMBER'
}

export interface AgentSnapshot {
  /** The server's clock, epoch ms, so that timers do not depend on the page's. */
  readonly now: number
  readonly agentId: string
  readonly username: string
  readonly name: string
  readonly routingProfile: string
  readonly autoAccept: boolean
  readonly phoneType: 'SOFT_PHONE' | 'DESK_PHONE'
  /** Also kept while calls come to the page. */
  readonly deskPhoneNumber?: string
  /** Can a call reach the agent now? Chats and tasks come wherever a page is open. */
  readonly reachable: boolean
  /** What is missing: the page, its audio, or the desk phone. */
  readonly unreachableBecause?: 'noPage' | 'noAudio' | 'noDeskPhone'
  readonly status: AgentPageStatus & { readonly since: number }
  readonly nextStatusId?: string
  /** What the agent may choose, in order. */
  readonly statuses: readonly AgentPageStatus[]
  readonly contacts: readonly AgentPageContact[]
}

export interface AgentPageStatus {
  readonly statusId: string
  readonly name: string
  readonly type: 'ROUTABLE' | 'CUSTOM' | 'OFFLINE'
}

export interface AgentPageContact {
  readonly contactId: string
  readonly channel: string
  /** How the contact began: `OUTBOUND` when the agent called, `INBOUND`, `CALLBACK` … */
  readonly initiationMethod?: string
  readonly state:
    | 'CONNECTING'
    | 'CONNECTED'
    | 'CONNECTED_ONHOLD'
    | 'PAUSED'
    | 'ENDED'
    | 'MISSED'
    | 'REJECTED'
    | 'ERROR'
  readonly since: number
  /** When an offer lapses or after-contact work ends by itself. */
  readonly until?: number
  readonly connectedAt?: number
  readonly muted: boolean
  readonly queue?: string
  readonly customerAddress?: string
  /** Who else is in the call, when there are others than the customer. */
  readonly parties?: readonly PageParty[]
  /** May the agent call others in and say who is on hold? */
  readonly leads?: boolean
  /** Of a contact by which a supervisor looks on or listens. */
  readonly monitoring?: PageMonitoring
  /** Of a task: what is to be done. */
  readonly name?: string
  readonly description?: string
  /** By name. */
  readonly references?: Readonly<Record<string, PageReference>>
  /** When a task was to begin. */
  readonly scheduledAt?: number
  /** When the contact ends by itself. */
  readonly expiresAt?: number
  /** A chat that guides the agent through this contact. */
  readonly guideId?: string
  readonly attributes: Readonly<Record<string, string>>
}

/** How a supervisor takes part; whispering is for calls only. */
export type PageMonitorMode = 'SILENT_MONITOR' | 'WHISPER' | 'BARGE'

export interface PageMonitoring {
  /** What is looked on. */
  readonly contactId: string
  /** The user name of the agent who has it. */
  readonly agent: string
  readonly mode: PageMonitorMode
  /** What the supervisor may choose, the present mode included. */
  readonly modes: readonly PageMonitorMode[]
}

export interface PageParty {
  /** `customer` of the customer. */
  readonly partyId: string
  readonly kind: 'customer' | 'number' | 'agent' | 'queue' | 'flow' | 'supervisor'
  readonly name: string
  readonly state: 'connecting' | 'connected' | 'onHold'
  /** The agent who has the customer: nobody else sends that one away. */
  readonly leads?: boolean
}

/** Something that belongs to a contact: a link, a number, a date. */
export interface PageReference {
  readonly Value: string
  /** `URL`, `STRING`, `NUMBER`, `DATE`, `EMAIL`, `ATTACHMENT` … */
  readonly Type: string
  readonly Status?: string
}
