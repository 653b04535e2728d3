// `LookupEvents` of CloudTrail: the audit trail for whoever asks as they would ask there (JSON 1.1: the operation
// is in a header, times are seconds since the epoch).
import type { AuditQuery, AuditRow, AuditStore } from '../../store/audit-store.ts'
import type { ApiRequest, ApiResponse } from '../api-request.ts'

const TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.'
const PAGE = 50
const DAYS_90_MS = 90 * 24 * 3600 * 1000

const ATTRIBUTES: Readonly<Record<string, NonNullable<AuditQuery['where']>['what']>> = {
  EventId: 'eventId',
  EventName: 'eventName',
  EventSource: 'eventSource',
  ReadOnly: 'readOnly',
  Username: 'username',
  AccessKeyId: 'accessKeyId',
  ResourceType: 'resourceType',
  ResourceName: 'resourceName',
}

/** The operation of CloudTrail that is asked for, if it is one of CloudTrail at all. */
export function cloudTrailOperation({ headers }: ApiRequest): string | undefined {
  const target = headers['x-amz-target']
  return typeof target === 'string' && target.startsWith(TARGET)
    ? target.slice(TARGET.length)
    : undefined
}

export class CloudTrailError extends Error {
  /** As the service spells it. */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'CloudTrailError'
    this.code = code
  }
}

/** Answers one page of records. Rejects with `CloudTrailError`. */
export async function lookupEvents(
  store: AuditStore,
  body: Uint8Array,
  now: number,
): Promise<object> {
  const query = readQuery(body, now)
  const rows = await store.find({ ...query, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    Events: page.map(shownRow),
    ...(rows.length > page.length && last && { NextToken: String(last.number) }),
  }
}

function shownRow(row: AuditRow): object {
  return {
    EventId: row.eventId,
    EventName: row.eventName,
    EventSource: row.eventSource,
    EventTime: row.at / 1000,
    ReadOnly: String(row.readOnly),
    ...(row.username !== undefined && { Username: row.username }),
    ...(row.accessKeyId !== undefined && { AccessKeyId: row.accessKeyId }),
    Resources: row.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: row.body,
  }
}

function readQuery(body: Uint8Array, now: number): AuditQuery {
  const input = parsed(body)
  const from = timeOf(input.StartTime, now - DAYS_90_MS)
  const until = timeOf(input.EndTime, now)
  if (from > until) {
    throw new CloudTrailError('InvalidTimeRangeException', 'StartTime is after EndTime.')
  }
  const { MaxResults = PAGE, NextToken } = input
  if (!Number.isInteger(MaxResults) || Number(MaxResults) < 1 || Number(MaxResults) > PAGE) {
    throw new CloudTrailError('InvalidMaxResultsException', 'MaxResults is from 1 to 50.')
  }
  if (NextToken !== undefined && !/^\d{1,15}$/.test(String(NextToken))) {
    throw new CloudTrailError('InvalidNextTokenException', 'NextToken is not one of ours.')
  }
  const where = attributeOf(input.LookupAttributes)
  return {
    from,
    until,
    limit: Number(MaxResults),
    ...(where && { where }),
    ...(NextToken !== undefined && { before: Number(NextToken) }),
  }
}

function parsed(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8') || '{}')
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below.
  }
  throw new CloudTrailError('SerializationException', 'The body must be a JSON object.')
}

/** Seconds, with or without a fraction. */
function timeOf(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise
  if (typeof value === 'number' && Number.isFinite(value)) return value * 1000
  throw new CloudTrailError('InvalidTimeRangeException', 'Times are seconds since 1970.')
}

function attributeOf(attributes: unknown): AuditQuery['where'] {
  if (attributes === undefined) return undefined
  const [first, ...more] = Array.isArray(attributes) ? attributes : [undefined]
  if (first === undefined && Array.isArray(attributes) && more.length === 0) return undefined
  const { AttributeKey, AttributeValue } = (first ?? {}) as Record<string, unknown>
  const what = ATTRIBUTES[String(AttributeKey)]
  if (more.length > 0 || what === undefined || typeof AttributeValue !== 'string') {
    throw new CloudTrailError(
      'InvalidLookupAttributesException',
      `One attribute can be looked up: ${Object.keys(ATTRIBUTES).join(', ')}.`,
    )
  }
  return { what, is: AttributeValue }
}

export function cloudTrailAnswer(status: number, requestId: string, body: object): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  }
}
