// The participant service over HTTP, free of any web server: what customers, agents and bots in a chat
// ask. They show a token; signatures are not looked at, for clients make them with empty keys.
import { ChatRefusal } from '../../channel/chat/chat-port.ts'
import type { ChatTokenKind } from '../../channel/chat/chat-tokens.ts'
import { newUuid } from '../../io/crypto.ts'
import type { ApiRequest, ApiResponse } from '../api-request.ts'
import { participantJson } from '../contract/participant.ts'
import type { ServiceModel } from '../contract/service-model.ts'
import { errorResponse } from '../error-response.ts'
import { RequestReader } from '../request-reader.ts'
import { type Route, Router } from '../router.ts'
import { ServiceError } from '../service-error.ts'
import { InvalidInput } from '../shape-reader.ts'
import { Writers } from '../shape-writer.ts'
import { corsHeaders, preflight } from './cors.ts'
import { invalid } from './invalid.ts'
import type { ParticipantContext } from './participant-operation.ts'
import { participantOperations } from './participant-operations.ts'
import { RequestLimits } from './request-limits.ts'

/** The longest body that an operation takes. */
export const PARTICIPANT_BODY_BYTES_MAX = 131_072

export interface ParticipantRequest extends ApiRequest {
  /** Where the caller reached us. */
  readonly origin: string
  readonly socketOrigin: string
}

export interface ParticipantApiOptions {
  context(): Omit<ParticipantContext, 'who' | 'origin' | 'socketOrigin'>
  /** Told of our own mistakes: an operation failed in a way it did not foresee. */
  failed?(operation: string, requestId: string, error: unknown): void
}

export interface ParticipantApi {
  /** `undefined` when the path is none of the service. */
  handle(request: ParticipantRequest): Promise<ApiResponse> | undefined
}

type AnyOperation = (input: never, context: ParticipantContext) => unknown

const model: ServiceModel = JSON.parse(participantJson)
const reader = new RequestReader(model)
const writers = new Writers(model)
const operations: ReadonlyMap<string, AnyOperation> = new Map(Object.entries(participantOperations))
const router = new Router()
for (const [name, { method, path }] of Object.entries(model.operations)) {
  router.add(name, method, path)
}

const BAD_TOKEN = 'The token is none of ours, or does not hold any more.'

export function createParticipantApi(given: ParticipantApiOptions): ParticipantApi {
  const options = { ...given, limits: new RequestLimits() }
  return {
    handle(request) {
      if (!request.rawPath.startsWith('/participant/')) return undefined
      if (request.method === 'OPTIONS') return Promise.resolve(preflight(request))
      const route = findRoute(request)
      return route && answer(options, request, route)
    },
  }
}

function findRoute({ method, rawPath }: ApiRequest): Route | undefined {
  try {
    return router.find(method, rawPath)
  } catch {
    // A label that cannot be decoded names nothing.
    return undefined
  }
}

type Options = ParticipantApiOptions & { readonly limits: RequestLimits }

async function answer(
  options: Options,
  request: ParticipantRequest,
  route: Route,
): Promise<ApiResponse> {
  const requestId = newUuid()
  const answered = await run(options, request, route, requestId)
  return { ...answered, headers: { ...answered.headers, ...corsHeaders(request) } }
}

async function run(
  options: Options,
  request: ParticipantRequest,
  route: Route,
  requestId: string,
): Promise<ApiResponse> {
  const { operation } = route
  const context = options.context()
  try {
    const who = bearerOf(context, request, operation)
    options.limits.use(operation, who.participantId, context.now)
    const body = await perform(request, route, { ...context, who, ...originsOf(request) })
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
      body: JSON.stringify(body),
    }
  } catch (error) {
    const answer = participantError(error, operation, requestId)
    const isForeseen = error instanceof ServiceError
    if (answer.status === 500 && !isForeseen) options.failed?.(operation, requestId, error)
    // What was refused may come from what is not durable yet.
    await context.durable()
    return answer
  }
}

/** An error as the service answers it. */
export function participantError(
  error: unknown,
  operation = 'StartAttachmentUpload',
  requestId = newUuid(),
): ApiResponse {
  return errorResponse(model, operation, requestId, asServiceError(error))
}

function originsOf({ origin, socketOrigin }: ParticipantRequest) {
  return { origin, socketOrigin }
}

/** Only for connecting a participant token is needed. */
function bearerOf(
  { tokens, now }: Pick<ParticipantContext, 'tokens' | 'now'>,
  { headers }: ApiRequest,
  operation: string,
) {
  const kind: ChatTokenKind =
    operation === 'CreateParticipantConnection' ? 'participant' : 'connection'
  const token = headers['x-amz-bearer']
  const who = typeof token === 'string' ? tokens.read(kind, token, now) : undefined
  if (!who) throw new ServiceError('AccessDeniedException', BAD_TOKEN)
  return who
}

async function perform(
  request: ParticipantRequest,
  route: Route,
  context: ParticipantContext,
): Promise<unknown> {
  const perform = operations.get(route.operation)
  if (!perform) throw new Error(`Bug: ${route.operation} is in the model only`)
  if (request.body.length > PARTICIPANT_BODY_BYTES_MAX) throw invalid('The request is too large.')
  const output = await perform(reader.read(request, route) as never, context)
  const shape = model.operations[route.operation]?.output
  return shape === undefined ? {} : writers.of(shape)(output)
}

const REFUSED: Readonly<Record<ChatRefusal['reason'], string>> = {
  AccessDenied: 'AccessDeniedException',
  Invalid: 'ValidationException',
  Throttled: 'ThrottlingException',
  Conflict: 'ConflictException',
  QuotaExceeded: 'ServiceQuotaExceededException',
  NotFound: 'ValidationException',
}

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ChatRefusal) return new ServiceError(REFUSED[error.reason], error.message)
  if (error instanceof InvalidInput) return invalid(error.message)
  if (!(error instanceof ServiceError)) {
    return new ServiceError('InternalServerException', 'Something went wrong on our side.')
  }
  return error.name === 'SerializationException' ? invalid(error.message) : error
}
