// The AWS-compatible API, free of any web server: finds the operation a request is for, checks who
// signed it, parses it, runs it, makes its changes durable and writes the answer.
import type { DirectoryView } from '../core/directory/directory.ts'
import type { Instant } from '../core/instant.ts'
import { newUuid } from '../io/crypto.ts'
import type { AuditStore } from '../store/audit-store.ts'
import type { AccessKey } from './access/access-key.ts'
import { stsAnswer, stsErrorResponse, stsForm, stsRefusal, stsResponse } from './access/sts.ts'
import type { ApiRequest, ApiResponse } from './api-request.ts'
import type { AuditTrail } from './audit/audit-trail.ts'
import { recordedCall } from './audit/cloud-trail-record.ts'
import {
  CloudTrailError,
  cloudTrailAnswer,
  cloudTrailOperation,
  lookupEvents,
} from './audit/lookup-events.ts'
import { callOf, type Trace } from './audit/trace.ts'
import { connectJson } from './contract/connect.ts'
import type { ServiceModel } from './contract/service-model.ts'
import { errorResponse, refusalError } from './error-response.ts'
import { remembered, rememberedAs } from './idempotency.ts'
import { RequestRates, TooOften } from './limit/request-rates.ts'
import type { Change, Outcome, Result } from './operation.ts'
import type { Caller, OperationContext } from './operation-context.ts'
import { operations as builtOperations } from './operations.ts'
import { withParticipantToken } from './participant-token.ts'
import { checkPermission } from './permission.ts'
import { RequestReader } from './request-reader.ts'
import { checkInstance } from './resource.ts'
import type { Route } from './router.ts'
import { Router } from './router.ts'
import { ServiceError } from './service-error.ts'
import { InvalidInput } from './shape-reader.ts'
import { Writers } from './shape-writer.ts'
import { isSigned, SignatureChecker, sessionTokenOf } from './signature.ts'

/** The longest body an operation takes. The server may stop reading there. */
export const BODY_BYTES_MAX = 1_048_576

export interface ApiOptions {
  now(): Instant
  /** What an operation is given, for the one who asks. */
  context(caller: Caller): OperationContext
  findAccessKey(accessKeyId: string, sessionToken?: string): AccessKey | undefined
  /** Has the rates that the owner of the instance has set. */
  readonly directory: DirectoryView
  /** Where every call is written down. */
  readonly audit?: {
    readonly trail: Pick<AuditTrail, 'add' | 'written'>
    readonly store: AuditStore
  }
  /** Told of our own mistakes: an operation failed in a way it did not foresee. */
  failed?(operation: string, requestId: string, error: unknown): void
  /** For tests of the frame: other operations than ours. */
  readonly operations?: Readonly<Record<string, AnyOperation>>
}

/** An operation as the frame sees it: its input has been checked against the model. */
export type AnyOperation = (input: never, context: OperationContext) => Result<object>

export interface Api {
  readonly figures: Readonly<Record<string, number>>
  /**
   * `undefined` when the request is not for the API: no operation has this path and it is not
   * signed. `signedIn` is who the server knows the caller to be already (by a session cookie); a
   * signature is then not asked for.
   */
  handle(request: ApiRequest, signedIn?: Caller): Promise<ApiResponse> | undefined
}

export function createApi(options: ApiOptions): Api {
  const model = connectModel()
  const router = new Router()
  for (const [name, { method, path }] of Object.entries(model.operations)) {
    router.add(name, method, path)
  }
  const frame = new Frame(options, model)
  return {
    get figures() {
      return frame.figures
    },
    handle(request, signedIn) {
      const trailed = cloudTrailOperation(request)
      if (trailed !== undefined) return frame.lookUp(request, trailed, signedIn)
      const form = stsForm(request)
      if (form && isSigned(request)) return frame.sts(request, form)
      const route = findRoute(router, request)
      if (!route && !isSigned(request)) return undefined
      return frame.run(request, route, signedIn)
    },
  }
}

function connectModel(): ServiceModel {
  return JSON.parse(connectJson)
}

function findRoute(router: Router, { method, rawPath }: ApiRequest): Route | undefined {
  try {
    return router.find(method, rawPath)
  } catch {
    // A label that cannot be decoded names nothing.
    return undefined
  }
}

class Frame {
  readonly #options: ApiOptions
  readonly #model: ServiceModel
  readonly #signatures: SignatureChecker
  readonly #reader: RequestReader
  readonly #writers: Writers
  readonly #operations: ReadonlyMap<string, AnyOperation>
  readonly #rates: RequestRates
  #requests = 0

  constructor(options: ApiOptions, model: ServiceModel) {
    this.#options = options
    this.#model = model
    this.#signatures = new SignatureChecker((id, token) => options.findAccessKey(id, token)?.secret)
    this.#reader = new RequestReader(model)
    this.#writers = new Writers(model)
    this.#rates = new RequestRates(options.directory)
    this.#operations = new Map(Object.entries(options.operations ?? builtOperations))
  }

  get figures(): Readonly<Record<string, number>> {
    return { api_requests: this.#requests, api_requests_throttled: this.#rates.refused }
  }

  async run(
    request: ApiRequest,
    route: Route | undefined,
    signedIn: Caller | undefined,
  ): Promise<ApiResponse> {
    const requestId = newUuid()
    const trace: Trace = { requestId, request, operation: route?.operation }
    this.#requests++
    try {
      if (request.body.length > BODY_BYTES_MAX) {
        throw new ServiceError('RequestEntityTooLargeException', 'The request is too large.')
      }
      const context = this.#context(request, signedIn, trace)
      if (!route) {
        throw new ServiceError('UnknownOperationException', 'There is no such operation.')
      }
      // People at our own pages are never held up.
      if (!signedIn) this.#rates.use(route.operation, nameOf(context), this.#options.now())
      trace.output = await this.#answer(request, route, context, trace)
      await this.#note(trace)
      return {
        status: this.#model.operations[route.operation]?.status ?? 200,
        headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
        body: JSON.stringify(trace.output),
      }
    } catch (error) {
      if (!(error instanceof ServiceError || error instanceof InvalidInput)) {
        this.#options.failed?.(route?.operation ?? 'unknown', requestId, error)
      }
      const answer = errorResponse(this.#model, route?.operation, requestId, error)
      if (!(error instanceof TooOften && error.isKnown)) await this.#note(trace, answer)
      return answer
    }
  }

  /** CloudTrail's part: the audit trail is looked up where it is written. */
  async lookUp(
    request: ApiRequest,
    operation: string,
    signedIn: Caller | undefined,
  ): Promise<ApiResponse> {
    const requestId = newUuid()
    const trace: Trace = { requestId, request, operation, eventSource: 'cloudtrail.amazonaws.com' }
    try {
      const context = this.#context(request, signedIn, trace)
      const { audit } = this.#options
      if (operation !== 'LookupEvents' || !audit) {
        throw new CloudTrailError('UnknownOperationException', `${operation} is not built yet.`)
      }
      checkPermission(context, operation, {}, 'cloudtrail')
      await audit.trail.written()
      const page = await lookupEvents(audit.store, request.body, this.#options.now())
      await this.#note(trace)
      return cloudTrailAnswer(200, requestId, page)
    } catch (error) {
      const known = error instanceof CloudTrailError || error instanceof ServiceError
      if (!known) this.#options.failed?.(operation, requestId, error)
      const name = error instanceof CloudTrailError ? error.code : (error as Error).name
      const __type = known ? name : 'InternalFailure'
      const message = known ? (error as Error).message : 'Something went wrong on our side.'
      const answer = cloudTrailAnswer(known ? 400 : 500, requestId, { __type, message })
      await this.#note(trace, answer)
      return answer
    }
  }

  /** The Security Token Service's part. */
  async sts(request: ApiRequest, form: URLSearchParams): Promise<ApiResponse> {
    const requestId = newUuid()
    const operation = form.get('Action') ?? ''
    const trace: Trace = { requestId, request, operation, eventSource: 'sts.amazonaws.com' }
    try {
      const context = this.#context(request, undefined, trace)
      trace.input = Object.fromEntries(form)
      const answer = stsAnswer(form, context)
      await this.#note(trace)
      return stsResponse(operation, requestId, answer)
    } catch (error) {
      if (!(error instanceof ServiceError)) this.#options.failed?.(operation, requestId, error)
      const refusal = stsRefusal(error)
      await this.#note(trace, cloudTrailAnswer(refusal.status, requestId, refusal))
      return stsErrorResponse(requestId, refusal)
    }
  }

  #context(request: ApiRequest, signedIn: Caller | undefined, trace: Trace): OperationContext {
    const caller = signedIn ?? this.#signer(request, trace)
    trace.context = this.#options.context(caller)
    return trace.context
  }

  #signer(request: ApiRequest, trace: Trace): Caller {
    const { accessKeyId } = this.#signatures.check(request, this.#options.now())
    trace.accessKeyId = accessKeyId
    const key = this.#options.findAccessKey(accessKeyId, sessionTokenOf(request))
    const address = request.address === undefined ? {} : { address: request.address }
    if (key?.identity) return { arn: key.identity.arn, identity: key.identity, ...address }
    const owner = key?.owner ?? accessKeyId
    return { arn: owner, userId: owner, ...address }
  }

  /** Writes the call down; one that changed something is answered only then. */
  async #note(trace: Trace, failed?: ApiResponse): Promise<void> {
    const { audit } = this.#options
    // As in the service: whoever cannot prove who they are leaves no trace here, and cannot fill the trail.
    if (!audit || !trace.context) return
    await audit.trail.add(recordedCall(callOf(trace, this.#options.now(), failed)))
  }

  async #answer(
    request: ApiRequest,
    route: Route,
    context: OperationContext,
    trace: Trace,
  ): Promise<unknown> {
    const { operation } = route
    const run = this.#operations.get(operation)
    if (!run) throw new ServiceError('NotImplementedException', `${operation} is not built yet.`)
    const input = this.#reader.read(request, route)
    trace.input = input
    checkInstance(context, input)
    checkPermission(context, operation, input)
    const tokenMember = this.#model.operations[operation]?.token
    const token = tokenMember ? input[tokenMember] : undefined
    const again = typeof token === 'string' ? rememberedAs(operation, token, input) : undefined
    const before = again && remembered(context, again)
    if (before) {
      // Submitted once more, so that what was remembered is durable before it is told again.
      await submit(context, [before.input])
      return withParticipantToken(context, operation, { input, answer: before.answer })
    }
    const started = run(input as never, context)
    const result = started instanceof Promise ? await started : started
    const outcome: Outcome<object> = typeof result === 'function' ? result() : result
    const written = this.#write(operation, outcome.output)
    if (outcome.inputs.length > 0) {
      const keep = again?.keep(context, written) ?? []
      await submit(context, [...outcome.inputs, ...keep])
    }
    return withParticipantToken(context, operation, { input, answer: written })
  }

  #write(operation: string, output: object): unknown {
    const shape = this.#model.operations[operation]?.output
    return shape === undefined ? {} : this.#writers.of(shape)(output)
  }
}

/** Who calls, as operators call them. */
function nameOf({ caller: { identity, userId, arn }, centre }: OperationContext): string {
  if (identity) return identity.name
  return centre.directory.get('agent', userId ?? '')?.Username ?? userId ?? arn
}

async function submit(context: OperationContext, inputs: readonly Change[]): Promise<void> {
  const refusal = await context.submit(...inputs)
  if (refusal) throw refusalError(refusal)
}
