// What the operations team says of a queue, number or flow for now: that it is closed, or a message that
// is said before it goes on. No flow need be edited for it.
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import type { DirectoryView } from './directory.ts'

export const NOTICE_TARGETS = ['queue', 'phone-number', 'contact-flow'] as const

export type NoticeTarget = (typeof NOTICE_TARGETS)[number]

/** What was said at one time, by whom. */
export interface NoticeEntry extends JsonObject {
  readonly At: Instant
  /** A user name. */
  readonly By: string
  readonly Closed: boolean
  readonly Message?: string
  /** From then on it holds no more. */
  readonly Until?: Instant
}

/** Its id is `<target>/<id of the target>`. */
export interface NoticeDocument extends JsonObject {
  readonly Target: NoticeTarget
  readonly TargetId: string
  /** Newest first; the first holds. */
  readonly Entries: readonly NoticeEntry[]
}

interface Heard {
  /** Another one when what is said changes. */
  readonly key: string
}

export type Notice = NoticeEntry & Heard

export function noticeId(target: NoticeTarget, targetId: string): string {
  return `${target}/${targetId}`
}

/** What holds now of a target; undefined when it works as usual. */
export function noticeOf(
  directory: DirectoryView,
  target: NoticeTarget,
  targetId: string,
  now: Instant,
): Notice | undefined {
  const id = noticeId(target, targetId)
  const entry = directory.get('notice', id)?.Entries[0]
  if (!entry || (!entry.Closed && entry.Message === undefined)) return undefined
  if (entry.Until !== undefined && entry.Until <= now) return undefined
  return { ...entry, key: `${id} ${entry.At}` }
}
