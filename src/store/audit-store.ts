// Who did what, kept for good: rows are added and, when they are old enough, dropped from the front;
// never changed.
import type { Instant } from '../core/instant.ts'

export interface AuditRow {
  /** 1, 2, 3 …, without gaps. */
  readonly number: number
  readonly at: Instant
  readonly eventId: string
  readonly eventName: string
  readonly eventSource: string
  readonly readOnly: boolean
  readonly username?: string
  readonly accessKeyId?: string
  readonly resources: readonly AuditResource[]
  /** The record in CloudTrail's JSON. */
  readonly body: string
  /** Over the hash of the row before and the body: in hex. */
  readonly hash: string
}

export interface AuditResource {
  readonly type: string
  readonly name: string
}

export interface AuditQuery {
  readonly from: Instant
  readonly until: Instant
  readonly where?: {
    readonly what:
      | 'eventId'
      | 'eventName'
      | 'eventSource'
      | 'readOnly'
      | 'username'
      | 'accessKeyId'
      | 'resourceType'
      | 'resourceName'
    readonly is: string
  }
  /** Only those numbered below. */
  readonly before?: number
  readonly limit: number
}

export interface AuditStore {
  /** Durable when it resolves. Adding the same rows again does nothing. Rejects with `Fenced` for a former owner. */
  add(rows: readonly AuditRow[]): Promise<void>
  last(): Promise<AuditRow | undefined>
  /** Newest first. */
  find(query: AuditQuery): Promise<readonly AuditRow[]>
  /** Oldest first. */
  read(query: { readonly after: number; readonly limit: number }): Promise<readonly AuditRow[]>
  /** Drops the oldest rows, up to that moment. */
  drop(until: Instant): Promise<void>
}
