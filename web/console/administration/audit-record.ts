// Records of the audit log, and what of a thing they changed.
import { isSame, shownValue, type Values } from './values.ts'

export interface LookUpAnswer {
  readonly Events: readonly AuditEvent[]
  readonly NextToken?: string
}

export interface AuditEvent {
  readonly EventId: string
  readonly EventName: string
  readonly EventSource: string
  /** Seconds since 1970. */
  readonly EventTime: number
  readonly ReadOnly: string
  readonly Username?: string
  readonly AccessKeyId?: string
  readonly Resources: readonly { readonly ResourceType?: string; readonly ResourceName?: string }[]
  /** The whole record as JSON. */
  readonly CloudTrailEvent: string
}

/** One member that one call set. */
export interface Change {
  readonly key: string
  readonly at: number
  readonly who: string
  readonly operation: string
  readonly member: string
  /** What the call before had set, as far as the log goes back. */
  readonly before: string
  readonly after: string
}

/** Members that say which thing is meant, not what becomes of it. */
const NAMES_IT = /^(InstanceId|instanceId|ClientToken|clientToken|ResourceArn|resourceArn)$/

/** What calls changed of one thing, newest first. Those that failed, or only read, changed nothing. */
export function changesOf(events: readonly AuditEvent[], id: string): readonly Change[] {
  const known = new Map<string, unknown>()
  const changes: Change[] = []
  for (const event of [...events].sort((a, b) => a.EventTime - b.EventTime)) {
    if (event.ReadOnly === 'true') continue
    const record = readRecord(event)
    if (record.errorCode !== undefined) continue
    const parameters = (record.requestParameters ?? {}) as Values
    const members = Object.entries(parameters).filter(
      ([name, value]) => !NAMES_IT.test(name) && !namesThing(value, id),
    )
    const about = {
      at: event.EventTime,
      who: event.Username ?? event.AccessKeyId ?? '',
      operation: event.EventName,
    }
    if (members.length === 0) {
      changes.push({ ...about, key: event.EventId, member: '', before: '–', after: '–' })
    }
    for (const [member, after] of members) {
      const before = known.get(member)
      known.set(member, after)
      if (before !== undefined && isSame(before, after)) continue
      changes.push({
        ...about,
        key: `${event.EventId} ${member}`,
        member,
        before: shownValue(before),
        after: shownValue(after),
      })
    }
  }
  return changes.reverse()
}

export function readRecord({ CloudTrailEvent }: AuditEvent): Values {
  try {
    return Object(JSON.parse(CloudTrailEvent)) as Values
  } catch {
    return {} // a record that is cut off is shown without its parts
  }
}

function namesThing(value: unknown, id: string): boolean {
  return typeof value === 'string' && (value === id || value.endsWith(`/${id}`))
}
