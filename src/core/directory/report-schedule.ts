// Reports that are made at set times, and what has been made.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'

export type Every = 'hour' | 'day' | 'week'

/** What whoever sets it up says. */
export interface ReportScheduleSettings extends JsonObject {
  readonly Name: string
  /** What is asked, as a saved report has it. */
  readonly Page: string
  readonly Query: string
  /** A tag of BCP 47. */
  readonly Language: string
  readonly Format: 'csv' | 'pdf'
  readonly Every: Every
  /** `HH:mm` by the clocks of the zone; of hourly ones the minutes count. */
  readonly At: string
  /** Of weekly ones: 1 is Monday, 7 Sunday. */
  readonly Weekday: number
  /** IANA. */
  readonly Zone: string
  /** So many whole hours, days or weeks before it are in the report. */
  readonly Covers: number
  /** Days after which files are deleted. */
  readonly KeepDays: number
  /** The event sink, a web server, to which each file is sent. */
  readonly Sink?: string
}

export interface ReportScheduleDocument extends ReportScheduleSettings {
  /** In whose name it is made: whoever set it up. */
  readonly Owner: string
  /** Everything that was due until then has been made. */
  readonly DoneUntil: Instant
  readonly LastModifiedTime: Instant
}

/** One time at which a report was due. Its id is the schedule's and that instant. */
export interface ReportRunDocument extends JsonObject {
  readonly ScheduleId: string
  readonly Name: string
  readonly Owner: string
  readonly DueAt: Instant
  readonly From: Instant
  readonly Until: Instant
  readonly MadeAt: Instant
  /** Of the file in the blob store; nothing when there is none, and why. */
  readonly Key?: string
  readonly Format: 'csv' | 'pdf'
  readonly Bytes?: number
  readonly Problem?: string
  /** pending, delivered or failed; nothing when it goes nowhere. */
  readonly Delivery?: string
  readonly DeliveryProblem?: string
}
