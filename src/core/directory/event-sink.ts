// Where the outside is told what happened: who is told, of what, and since when.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'

/** What can be told. */
export const EVENT_KINDS = ['contact-record', 'contact-event', 'agent-event', 'rule-event'] as const

export type EventKind = (typeof EVENT_KINDS)[number]

interface AnySink extends JsonObject {
  readonly kinds: readonly EventKind[]
  /** What happened before is not told. */
  readonly since: Instant
}

/** Files of this machine: one JSON text per line, a file for each day and kind. */
export interface FileSinkDocument extends AnySink {
  readonly type: 'file'
  /** Days after which files are deleted; 0 keeps them. */
  readonly keepDays: number
}

export interface WebhookSinkDocument extends AnySink {
  readonly type: 'webhook'
  readonly url: string
  /** What we sign with. Never shown again. */
  readonly secret: string
}

export interface NatsSinkDocument extends AnySink {
  readonly type: 'nats'
  /** That of `PARLEY_NATS_URL` when absent. May name a user; never shown with it. */
  readonly url?: string
  /** Subjects are this, a dot, and the kind. */
  readonly subject: string
  /** JetStream's; made when there is none of the name. */
  readonly stream: string
}

export interface KinesisSinkDocument extends AnySink {
  readonly type: 'kinesis'
  readonly streamArn: string
  /** Of a service that speaks Kinesis; Amazon's, or that of `PARLEY_KINESIS_ENDPOINT`, when absent. */
  readonly endpoint?: string
}

export type EventSinkDocument =
  | FileSinkDocument
  | WebhookSinkDocument
  | NatsSinkDocument
  | KinesisSinkDocument
