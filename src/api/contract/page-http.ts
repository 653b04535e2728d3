// What the pages ask for over plain HTTP, with the session cookie. Times are epoch ms, lengths ms.

/** `GET /api/session` and the answer to `POST /api/login`. */
export interface Session {
  readonly userId: string
  readonly username: string
  readonly name: string
  readonly securityProfiles: readonly string[]
  readonly instanceId: string
  readonly instanceArn: string
  /** What the user's security profiles grant, for example `Queues.View`. */
  readonly permissions: readonly string[]
}

/** `GET /api/overview`: what the console's first page shows. */
export interface Overview {
  /** The server's clock, so that timers do not depend on the page's. */
  readonly now: number
  readonly instance: { readonly id: string; readonly alias: string; readonly arn: string }
  readonly numbers: readonly {
    readonly number: string
    /** The name of the flow that answers, and its id. */
    readonly flow?: string
    readonly flowId?: string
  }[]
  readonly queues: readonly OverviewQueue[]
  readonly agents: readonly OverviewAgent[]
  /** Newest first. */
  readonly recentContacts: readonly OverviewContact[]
}

export interface OverviewQueue {
  readonly id: string
  readonly name: string
  readonly waiting: number
  /** How long the first in line has waited; absent when nobody waits. */
  readonly oldestMs?: number
  readonly agentsAvailable: number
}

export interface OverviewAgent {
  readonly username: string
  readonly status: string
  /** Since when in this status. */
  readonly since: number
  readonly contacts: readonly { readonly state: string; readonly queue?: string }[]
}

export interface OverviewContact {
  readonly contactId: string
  readonly initiatedAt: number
  readonly customer?: string
  readonly queue?: string
  readonly agent?: string
  /** Absent while the contact goes on. */
  readonly durationMs?: number
  readonly disconnectReason?: string
  /** `GET /api/contacts/<contactId>/recording` has the .wav. */
  readonly recording: boolean
}
