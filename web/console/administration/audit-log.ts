// The audit log as CloudTrail's LookupEvents answers it, newest first.

import { messages } from '../../kit/messages.ts'
import type { LookUpAnswer } from './audit-record.ts'

const TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents'

export interface AuditQuestion {
  readonly attribute?: { readonly key: string; readonly value: string }
  /** Seconds since 1970. */
  readonly from?: number
  readonly until?: number
  readonly next?: string
}

/** One page. Throws a sentence for the user. */
export async function lookUp(
  { attribute, from, until, next }: AuditQuestion,
  signal?: AbortSignal,
): Promise<LookUpAnswer> {
  const response = await fetch('/', {
    method: 'POST',
    credentials: 'same-origin',
    ...(signal && { signal }),
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': TARGET },
    body: JSON.stringify({
      MaxResults: 50,
      ...(attribute && {
        LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }],
      }),
      ...(from !== undefined && { StartTime: from }),
      ...(until !== undefined && { EndTime: until }),
      ...(next !== undefined && { NextToken: next }),
    }),
  })
  const answer = (await response.json()) as LookUpAnswer & { readonly message?: string }
  if (!response.ok) throw new Error(answer.message ?? messages.server.failed(response.status))
  return answer
}
