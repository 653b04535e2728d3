// The Security Token Service, as far as programs need it here: who am I (GetCallerIdentity), and a role's
// temporary key (AssumeRole). The Query protocol: a form in, XML out.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import type { ApiRequest, ApiResponse } from '../api-request.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkAction } from '../permission.ts'
import { ServiceError } from '../service-error.ts'

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/'
const SECONDS = { least: 900, usual: 3600, most: 43_200 }

/** What is asked of the service, if the request is for it at all. */
export function stsForm({
  method,
  rawPath,
  headers,
  body,
}: ApiRequest): URLSearchParams | undefined {
  const type = String(headers['content-type'] ?? '')
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  if (method !== 'POST' || rawPath !== '/' || !isForm) return undefined
  const form = new URLSearchParams(Buffer.from(body).toString())
  return form.has('Action') ? form : undefined
}

/** The answer's fields, nested as its XML is. Throws a `ServiceError`. */
export function stsAnswer(form: URLSearchParams, context: OperationContext): Fields {
  const action = form.get('Action')
  if (action === 'GetCallerIdentity') return callerIdentity(context)
  if (action === 'AssumeRole') return assumeRole(form, context)
  throw new ServiceError(
    'InvalidAction',
    `${action} is not built: AssumeRole and GetCallerIdentity are.`,
  )
}

export type Fields = { readonly [name: string]: string | Fields }

export function stsResponse(action: string, requestId: string, fields: Fields): ApiResponse {
  const result = xml({ [`${action}Result`]: fields, ResponseMetadata: { RequestId: requestId } })
  return answer(
    200,
    requestId,
    `<${action}Response xmlns="${NAMESPACE}">${result}</${action}Response>`,
  )
}

/** What went wrong, as the service says it. */
export interface StsRefusal {
  readonly status: number
  readonly __type: string
  readonly message: string
}

export function stsRefusal(error: unknown): StsRefusal {
  if (!(error instanceof ServiceError)) {
    return { status: 500, __type: 'InternalFailure', message: 'Something went wrong on our side.' }
  }
  const __type = error.name.replace(/Exception$/, '')
  const status = /Denied|Signature|Token|Client/.test(__type) ? 403 : 400
  return { status, __type, message: error.message }
}

export function stsErrorResponse(
  requestId: string,
  { status, __type: Code, message: Message }: StsRefusal,
): ApiResponse {
  const Type = status < 500 ? 'Sender' : 'Receiver'
  const fields = { Error: { Type, Code, Message }, RequestId: requestId }
  return answer(
    status,
    requestId,
    `<ErrorResponse xmlns="${NAMESPACE}">${xml(fields)}</ErrorResponse>`,
  )
}

function callerIdentity({ caller, account }: OperationContext): Fields {
  return { Arn: caller.arn, UserId: caller.userId ?? caller.identity?.name ?? '', Account: account }
}

function assumeRole(form: URLSearchParams, context: OperationContext): Fields {
  const { account, centre } = context
  const arn = form.get('RoleArn') ?? ''
  const session = form.get('RoleSessionName') ?? ''
  const seconds = Number(form.get('DurationSeconds') ?? SECONDS.usual)
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw new ServiceError(
      'ValidationError',
      'RoleSessionName has 2 to 64 letters, digits and +=,.@-_.',
    )
  }
  if (!(seconds >= SECONDS.least && seconds <= SECONDS.most)) {
    throw new ServiceError(
      'ValidationError',
      `DurationSeconds is ${SECONDS.least} to ${SECONDS.most}.`,
    )
  }
  // Asked first, so that nobody learns which roles there are.
  checkAction(context, 'sts:AssumeRole', arn)
  const name = arn.startsWith(`arn:aws:iam::${account}:role/`)
    ? arn.slice(arn.indexOf('/') + 1)
    : ''
  const role = centre.directory.named('identity', name)
  if (role?.document.Type !== 'role')
    throw new ServiceError('AccessDeniedException', `There is no role ${arn}.`)
  const key = context.temporaryKey({ owner: role.id, forMs: seconds * 1000, session })
  return {
    Credentials: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
      Expiration: new Date(key.expiresAt).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${session}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    },
  }
}

function answer(status: number, requestId: string, body: string): ApiResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body }
}

function xml(fields: Fields): string {
  return Object.entries(fields)
    .map(
      ([name, value]) =>
        `<${name}>${typeof value === 'string' ? escaped(value) : xml(value)}</${name}>`,
    )
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
