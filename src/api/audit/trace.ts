// What becomes known of a call while it is answered, for the audit trail.
import type { Instant } from '../../core/instant.ts'
import { newUuid } from '../../io/crypto.ts'
import type { ApiRequest, ApiResponse } from '../api-request.ts'
import type { OperationContext } from '../operation-context.ts'
import type { RecordedCall, RecordedIdentity } from './cloud-trail-record.ts'

export interface Trace {
  readonly requestId: string
  readonly request: ApiRequest
  /** Nothing: there is none of that path. */
  readonly operation: string | undefined
  readonly eventSource?: string
  context?: OperationContext
  accessKeyId?: string
  input?: Readonly<Record<string, unknown>>
  output?: unknown
}

/** `failed`: the answer, when it is an error. */
export function callOf(trace: Trace, at: Instant, failed: ApiResponse | undefined): RecordedCall {
  const { request, context, operation = 'Unknown' } = trace
  const error = failed && errorOf(failed)
  return {
    at,
    requestId: trace.requestId,
    eventId: newUuid(),
    operation,
    eventSource: trace.eventSource ?? 'connect.amazonaws.com',
    region: context?.region ?? '',
    account: context?.account ?? '',
    who: whoOf(trace),
    address: request.address,
    userAgent: headerText(request.headers['user-agent']),
    input: trace.input,
    output: trace.output,
    error,
  }
}

/** Whose signature or session it was; of one that does not hold, only what it claims. */
function whoOf({ context, accessKeyId }: Trace): RecordedIdentity | undefined {
  if (!context) return undefined
  const { arn, userId } = context.caller
  const user = userId === undefined ? undefined : context.centre.directory.get('agent', userId)
  const username = user?.Username ?? userId
  return {
    arn,
    ...(username !== undefined && { username }),
    ...(accessKeyId !== undefined && { accessKeyId }),
  }
}

function errorOf({ headers, body }: ApiResponse): { name: string; message: string } {
  const { __type, Message, message = Message } = JSON.parse(body) as Record<string, unknown>
  return {
    name: headers['x-amzn-errortype'] ?? String(__type ?? 'InternalFailure'),
    message: String(message ?? ''),
  }
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
