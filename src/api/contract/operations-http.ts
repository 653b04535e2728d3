// `/api/operations`: what the operations team says of queues, numbers and flows. Times are epoch ms.

export type OperationsTarget = 'queue' | 'phone-number' | 'contact-flow'

/** What holds, or held, of a target. */
export interface OperationsEntry {
  readonly at: number
  /** The user who said so. */
  readonly by: string
  readonly closed: boolean
  /** Said to whoever comes next. */
  readonly message?: string
  /** From then on it holds no more. */
  readonly until?: number
}

export interface OperationsState {
  readonly target: OperationsTarget
  readonly id: string
  readonly name: string
  /** Absent while everything is as usual. */
  readonly now?: OperationsEntry
}

/** `GET /api/operations`: every queue, number and inbound flow. */
export interface OperationsOverview {
  readonly now: number
  readonly targets: readonly OperationsState[]
  /** Newest first. */
  readonly log: readonly (OperationsEntry & {
    readonly target: OperationsTarget
    readonly id: string
    readonly name: string
  })[]
}

/** The body of `PUT /api/operations/<target>/<id>`. */
export interface OperationsChange {
  readonly closed: boolean
  readonly message?: string
  readonly until?: number
}
