// The participant service over HTTP, free of any web server: what customers, agents and bots in a chat
// ask. They show a token; signatures are not looked at, for clients make them with empty keys.
import { type ChatPort, ChatRefusal } from '../../channel/chat/chat-port.ts'
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
import { answerHeaders, corsHeaders, preflight } from './cors.ts'
import { invalid } from './invalid.ts'
import { isoTime } from './iso-time.ts'
import type { ParticipantContext } from './participant-operation.ts'
import { participantOperations } from './participant-operations.ts'
import { type QuickMessageWorld, quickMessage } from './quick-message.ts'
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
  readonly quick: QuickMessageWorld
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
      const posted = quickMessage(options.quick, request)
      if (posted) return answerQuickly(options, request, posted)
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

function answerQuickly(
  options: Options,
  request: ParticipantRequest,
  posted: ReturnType<ChatPort['post']>,
): Promise<ApiResponse> {
  const requestId = newUuid()
  return posted.then(
    ({ itemId, at }) => {
      const body = `{"Id":${JSON.stringify(itemId)},"AbsoluteTime":"${isoTime(at)}"}`
      return succeeded(body, requestId, request)
    },
    async (error: unknown) =>
      withCors(await failed(options, { operation: 'SendMessage', requestId, error }), request),
  )
}

async function answer(
  options: Options,
  request: ParticipantRequest,
  route: Route,
): Promise<ApiResponse> {
  const requestId = newUuid()
  const { operation } = route
  try {
    return succeeded(JSON.stringify(await run(options, request, route)), requestId, request)
  } catch (error) {
    return withCors(await failed(options, { operation, requestId, error }), request)
  }
}

function succeeded(body: string, requestId: string, request: ParticipantRequest): ApiResponse {
  return { status: 200, headers: answerHeaders(request, requestId), body }
}

function withCors(answered: ApiResponse, request: ParticipantRequest): ApiResponse {
  return { ...answered, headers: corsHeaders(request, answered.headers) }
}

async function failed(
  options: Options,
  of: { readonly operation: string; readonly requestId: string; readonly error: unknown },
): Promise<ApiResponse> {
  const { operation, requestId, error } = of
  const answer = participantError(error, operation, requestId)
  const isForeseen = error instanceof ServiceError
  if (answer.status === 500 && !isForeseen) options.failed?.(operation, requestId, error)
  // What was refused may come from what is not durable yet.
  await options.context().durable()
  return answer
}

async function run(options: Options, request: ParticipantRequest, route: Route): Promise<unknown> {
  const context = options.context()
  const who = bearerOf(context, request, route.operation)
  options.limits.use(route.operation, who.participantId, context.now)
  return perform(request, route, { ...context, who, ...originsOf(request) })
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
