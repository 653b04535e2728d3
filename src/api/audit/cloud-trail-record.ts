// A call of the API as CloudTrail records it ("CloudTrail record contents"): who, from where, what, with
// which parameters, and how it came out. Secrets stay outside.
import type { Instant } from '../../core/instant.ts'
import type { AuditResource } from '../../store/audit-store.ts'
import type { AuditEvent } from './audit-trail.ts'

export interface RecordedCall {
  readonly at: Instant
  readonly requestId: string
  readonly eventId: string
  readonly operation: string
  readonly eventSource: string
  readonly region: string
  readonly account: string
  readonly who: RecordedIdentity | undefined
  readonly address: string | undefined
  readonly userAgent: string | undefined
  readonly input: Readonly<Record<string, unknown>> | undefined
  readonly output: unknown
  readonly error: { readonly name: string; readonly message: string } | undefined
}

export interface RecordedIdentity {
  readonly arn: string
  readonly username?: string
  readonly accessKeyId?: string
}

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'
/** Members that are never written down, whatever they are in. */
const SECRET = /password|secret|token|credential|privatekey|certificate|signature/i
/** What travels from page to page is no secret, but says nothing either. */
const PLAIN = /^(NextToken|ClientToken)$/
const TEXT_MAX = 4096
const DEPTH_MAX = 20

/** Does the operation only read? */
export function isReadOnly(operation: string): boolean {
  return /^(Describe|List|Search|Get|Lookup|Evaluate|BatchGet|BatchDescribe)/.test(operation)
}

export function recordedCall(call: RecordedCall): AuditEvent {
  const { operation, who, error } = call
  const readOnly = isReadOnly(operation)
  const resources = resourcesOf(call.input, call.output)
  const record = {
    eventVersion: '1.11',
    userIdentity: identity(call),
    eventTime: new Date(Math.floor(call.at / 1000) * 1000).toISOString().replace('.000', ''),
    eventSource: call.eventSource,
    eventName: operation,
    awsRegion: call.region,
    sourceIPAddress: call.address ?? null,
    userAgent: call.userAgent?.slice(0, TEXT_MAX) ?? null,
    ...(error && { errorCode: error.name, errorMessage: error.message.slice(0, TEXT_MAX) }),
    requestParameters: call.input ? shown(call.input) : null,
    // As the service does: what was read is not written down again.
    responseElements: readOnly || error || call.output === undefined ? null : shown(call.output),
    requestID: call.requestId,
    eventID: call.eventId,
    readOnly,
    resources: resources.map(({ type, name }) => ({ type, ARN: name })),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: call.account,
    eventCategory: 'Management',
  }
  return {
    at: call.at,
    eventId: call.eventId,
    eventName: operation,
    eventSource: call.eventSource,
    readOnly,
    ...(who?.username !== undefined && { username: who.username }),
    ...(who?.accessKeyId !== undefined && { accessKeyId: who.accessKeyId }),
    resources,
    record,
  }
}

function identity({ who, account }: RecordedCall): object {
  if (!who) return { type: 'Unknown' }
  return {
    type: 'IAMUser',
    principalId: who.arn,
    arn: who.arn,
    accountId: account,
    ...(who.accessKeyId !== undefined && { accessKeyId: who.accessKeyId }),
    ...(who.username !== undefined && { userName: who.username }),
  }
}

/** Whatever the call names by id or ARN. */
function resourcesOf(...given: readonly unknown[]): readonly AuditResource[] {
  const found = new Map<string, AuditResource>()
  for (const members of given) {
    if (typeof members !== 'object' || members === null) continue
    for (const [member, value] of Object.entries(members)) {
      const what = /^(\w+?)(Id|Arn|ARN)$/.exec(member)?.[1]
      if (what === undefined || typeof value !== 'string' || value === '') continue
      const name = value.slice(0, TEXT_MAX)
      found.set(name, { type: `AWS::Connect::${what[0]?.toUpperCase()}${what.slice(1)}`, name })
    }
  }
  return [...found.values()]
}

/** Without secrets, and with long texts cut. */
function shown(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return value.length <= TEXT_MAX ? value : `${value.slice(0, TEXT_MAX)}…`
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEPTH_MAX || value instanceof Uint8Array) return '…'
  if (Array.isArray(value)) return value.map(each => shown(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isSecret = SECRET.test(name) && !PLAIN.test(name)
      const key = `${name[0]?.toLowerCase()}${name.slice(1)}`
      return [key, isSecret && member !== null ? HIDDEN : shown(member, depth + 1)]
    }),
  )
}
