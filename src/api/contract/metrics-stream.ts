// What a supervisor's page and the centre say to each other over the WebSocket `/api/metrics/stream`
// (JSON text frames; the session cookie proves who it is). A subscription is answered with a snapshot,
// then only what changes is told, each delta with the next sequence number. Times are epoch ms.

export type MetricsViewerMessage =
  | {
      readonly id: number
      readonly method: 'subscribe'
      readonly subscription: MetricsSubscription
      /** What was seen last before the connection was lost. */
      readonly after?: { readonly stream: string; readonly sequence: number }
    }
  | { readonly id: number; readonly method: 'unsubscribe'; readonly stream: string }

/** Ids or ARNs. Cells are told of queues or routing profiles, rows of agents; at least one of the three is there. */
export interface MetricsSubscription {
  readonly queues?: 'all' | readonly string[]
  readonly routingProfiles?: 'all' | readonly string[]
  /** All, when absent. */
  readonly channels?: readonly string[]
  /** None, one or two: one cell for each combination. */
  readonly groupings?: readonly MetricsGrouping[]
  /** Names of GetCurrentMetricData's metrics; all but ESTIMATED_WAIT_TIME, when absent. */
  readonly metrics?: readonly string[]
  readonly agents?: 'all' | readonly string[]
}

export type MetricsGrouping = 'QUEUE' | 'CHANNEL' | 'ROUTING_PROFILE' | 'AGENT_STATUS'

export type MetricsServerMessage =
  /** The snapshot, or the deltas that were missed, follow. */
  | { readonly type: 'subscribed'; readonly id: number; readonly stream: string }
  | { readonly type: 'answer'; readonly id: number }
  | {
      readonly type: 'refused'
      readonly id: number
      readonly code: string
      readonly message: string
    }
  | MetricsSnapshot
  | MetricsDelta
  /** Every ten seconds: where each of the viewer's streams stands. */
  | {
      readonly type: 'heartbeat'
      readonly at: number
      readonly sequences: Readonly<Record<string, number>>
    }

/** Everything, in place of what was told before. */
export interface MetricsSnapshot {
  readonly type: 'snapshot'
  readonly stream: string
  readonly sequence: number
  readonly at: number
  readonly cells: readonly MetricsCell[]
  readonly agents: readonly MetricsAgent[]
}

/** What is another since the delta before: cells with only the values that changed, whole agents. */
export interface MetricsDelta {
  readonly type: 'delta'
  readonly stream: string
  readonly sequence: number
  readonly at: number
  readonly cells: readonly MetricsCell[]
  readonly agents: readonly MetricsAgent[]
  readonly cellsGone: readonly string[]
  readonly agentsGone: readonly string[]
}

export interface MetricsCell {
  /** Names the cell within its stream. */
  readonly cell: string
  readonly queueId?: string
  readonly channel?: string
  readonly routingProfileId?: string
  readonly statusId?: string
  /**
   * By metric. `null`: nobody can tell. In place of OLDEST_CONTACT_AGE there is OLDEST_CONTACT_SINCE,
   * when that contact was enqueued, so that a page can count on by itself. ESTIMATED_WAIT_TIME is in
   * milliseconds.
   */
  readonly values: Readonly<Record<string, number | null>>
}

export interface MetricsAgent {
  readonly agentId: string
  readonly username: string
  readonly routingProfileId: string
  readonly statusId: string
  readonly status: string
  readonly statusType: 'ROUTABLE' | 'CUSTOM' | 'OFFLINE'
  readonly statusSince: number
  readonly nextStatusId?: string
  /** The agent's phone can be rung. */
  readonly reachable: boolean
  /** By channel: how many more contacts could be offered now. */
  readonly freeSlots: Readonly<Record<string, number>>
  readonly contacts: readonly {
    readonly contactId: string
    readonly channel: string
    readonly initiationMethod: string
    readonly state: string
    readonly since: number
    readonly queueId?: string
    readonly connectedAt?: number
  }[]
}
