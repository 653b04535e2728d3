// The `function` service of flows (the Lambda equivalent): finds where a function is, sees to it that
// flows may call it, calls it, and says what came of it in the flow language's words. Its contract is
// in `core/flow/service/functions.ts`.
import type { DirectoryView } from '../core/directory/directory.ts'
import type { FunctionDocument } from '../core/directory/document.ts'
import { isShallow } from '../core/flow/fits.ts'
import type { JsonObject } from '../core/json.ts'
import type { ServiceAnswer, ServiceQuestion } from '../core/service.ts'
import { functionName, unqualified } from './function-name.ts'
import { type FunctionOutcome, tryAgain } from './function-outcome.ts'
import type { HandlerCall, HandlerOutcome } from './handler-call.ts'
import { callHttps } from './https-function.ts'
import { callLambda } from './lambda-function.ts'
import { Turns } from './turns.ts'

export interface FunctionServiceWorld {
  readonly directory: DirectoryView
  readonly region: string
  /** Calls a function of this machine's folder. */
  invokeHere(call: HandlerCall): Promise<HandlerOutcome>
  newId(): string
  /** A call failed: the reason is for whoever operates this. */
  failed(of: { readonly arn: string; readonly contactId: unknown; readonly why: string }): void
}

export const USUAL_MEGABYTES = 128

/** Calls that go out over the network at once; more wait for their turn. */
const AWAY_MAX = 256

/** A call, wherever the function is. */
interface Invocation {
  readonly arn: string
  readonly event: JsonObject
  readonly requestId: string
  readonly asynchronous: boolean
}

export class FunctionService {
  readonly #world: FunctionServiceWorld
  readonly #away = new Turns(AWAY_MAX)
  #calls = 0
  #failures = 0

  constructor(world: FunctionServiceWorld) {
    this.#world = world
  }

  /** Figures for `/metrics`. */
  get figures(): Readonly<Record<string, number>> {
    return { function_calls: this.#calls, function_calls_failed: this.#failures }
  }

  async ask({ operation, parameters, timeLimitMs }: ServiceQuestion): Promise<ServiceAnswer> {
    const arn = String(parameters.arn)
    const event = parameters.event as JsonObject
    const requestId = this.#world.newId()
    this.#calls++
    if (!isAssociated(this.#world.directory, arn)) {
      return this.#refused(
        { arn, event },
        `${unqualified(arn)} is not associated with the instance`,
      )
    }
    if (operation !== 'start') {
      const call = { arn, event, requestId, asynchronous: false }
      return this.#answer(call, await this.#invoke(call, timeLimitMs))
    }
    const call = { arn, event, requestId, asynchronous: true }
    void this.#invoke(call, Number(parameters.runsForMs)).then(outcome =>
      this.#answer(call, outcome),
    )
    return { ok: true, result: { invocationId: requestId } }
  }

  #answer(call: Invocation, outcome: FunctionOutcome): ServiceAnswer {
    // What cannot be written down again would keep the journal from going on.
    if (outcome.ok && !isShallow(outcome.result)) {
      return this.#refused(call, 'Its answer is nested too deep.')
    }
    if (outcome.ok) return { ok: true, result: outcome.result }
    return this.#refused(call, outcome.message, outcome.timeUp ? 'TimeLimitExceeded' : undefined)
  }

  #refused(
    { arn, event }: Pick<Invocation, 'arn' | 'event'>,
    why: string,
    error = 'NoMatchingError',
  ): ServiceAnswer {
    this.#failures++
    this.#world.failed({ arn, contactId: contactIdIn(event), why })
    return { ok: false, error, message: why }
  }

  #invoke(call: Invocation, timeLimitMs: number): Promise<FunctionOutcome> {
    const { directory, region } = this.#world
    const name = functionName(call.arn)
    if (name === undefined) {
      return Promise.resolve({ ok: false, message: 'That is no name of a function.' })
    }
    const document = configuredFunction(directory, call.arn)
    const target = document?.Target ?? { Type: 'LOCAL' }
    switch (target.Type) {
      case 'HTTPS': {
        const { Url: url, Secret: secret } = target
        return this.#inTurn(timeLimitMs, leftMs => callHttps({ ...call, url, secret }, leftMs))
      }
      case 'LAMBDA': {
        const settings = lambdaSettings(target, call, region)
        return this.#inTurn(timeLimitMs, leftMs => callLambda({ ...call, ...settings }, leftMs))
      }
      default:
        return this.#invokeHere(name, call, document, timeLimitMs)
    }
  }

  async #inTurn(
    timeLimitMs: number,
    attempt: (leftMs: number) => Promise<FunctionOutcome>,
  ): Promise<FunctionOutcome> {
    const endsAt = performance.now() + timeLimitMs
    if (!(await this.#away.take(timeLimitMs))) {
      return { ok: false, message: 'Too many calls are under way.', timeUp: true }
    }
    try {
      return await tryAgain(endsAt - performance.now(), attempt)
    } finally {
      this.#away.giveBack()
    }
  }

  async #invokeHere(
    name: string,
    { arn, event, requestId }: Invocation,
    document: FunctionDocument | undefined,
    timeLimitMs: number,
  ): Promise<FunctionOutcome> {
    const outcome = await this.#world.invokeHere({
      name,
      arn,
      event,
      requestId,
      timeLimitMs,
      memoryMegabytes: document?.MemoryMegabytes ?? USUAL_MEGABYTES,
      environment: document?.Environment ?? {},
    })
    if (outcome.ok) return outcome
    return { ok: false, message: outcome.message, timeUp: outcome.why === 'timeUp' }
  }
}

/** May flows call it? Versions and aliases do not matter. */
export function isAssociated(directory: DirectoryView, arn: string): boolean {
  return directory.get('lambda-function', unqualified(arn)) !== undefined
}

/** What was configured for the ARN itself, else for the function's name. */
function configuredFunction(directory: DirectoryView, arn: string): FunctionDocument | undefined {
  const wanted = unqualified(arn)
  for (const { document } of directory.list('function')) {
    if (document.Arn !== undefined && unqualified(document.Arn) === wanted) return document
  }
  const name = functionName(arn)
  const named = name === undefined ? undefined : directory.get('function', name)
  return named?.Arn === undefined ? named : undefined
}

function lambdaSettings(
  target: Extract<FunctionDocument['Target'], { Type: 'LAMBDA' }>,
  { arn }: Invocation,
  region: string,
) {
  const functionName = target.FunctionName ?? arn
  // An ARN says where the function is.
  const ofArn = /^arn:[\w-]+:lambda:([\w-]+):/.exec(functionName)?.[1]
  return {
    functionName,
    region: target.Region ?? ofArn ?? region,
    ...(target.Endpoint === undefined ? {} : { endpoint: target.Endpoint }),
    ...(target.AccessKeyId === undefined ? {} : { accessKeyId: target.AccessKeyId }),
    ...(target.SecretAccessKey === undefined ? {} : { secretAccessKey: target.SecretAccessKey }),
  }
}

function contactIdIn(event: JsonObject): unknown {
  const details = event.Details as JsonObject | undefined
  return (details?.ContactData as JsonObject | undefined)?.ContactId
}
