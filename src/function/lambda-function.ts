// A function that stays at Amazon (or anything that speaks Lambda's Invoke): called by the official
// client, which is loaded when the first one is called.
import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { Json, JsonObject } from '../core/json.ts'
import type { FunctionOutcome } from './function-outcome.ts'

export interface LambdaCall {
  /** Name or ARN, with its qualifier. */
  readonly functionName: string
  readonly event: JsonObject
  readonly asynchronous: boolean
  readonly region: string
  readonly endpoint?: string
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
}

const clients = new Map<string, Promise<LambdaClient>>()

/** One try. Always resolves, within the time. */
export async function callLambda(call: LambdaCall, leftMs: number): Promise<FunctionOutcome> {
  try {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda')
    const client = await clientFor(call)
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: call.functionName,
        InvocationType: call.asynchronous ? 'Event' : 'RequestResponse',
        Payload: Buffer.from(JSON.stringify(call.event)),
      }),
      { abortSignal: AbortSignal.timeout(Math.ceil(leftMs)) },
    )
    if (answer.FunctionError !== undefined) {
      return { ok: false, message: `The function failed: ${answer.FunctionError}.` }
    }
    const text = Buffer.from(answer.Payload ?? []).toString('utf8')
    return { ok: true, result: text === '' ? {} : (JSON.parse(text) as Json) }
  } catch (error) {
    return failure(error)
  }
}

function clientFor(call: LambdaCall): Promise<LambdaClient> {
  const { region, endpoint, accessKeyId, secretAccessKey } = call
  const key = JSON.stringify([region, endpoint, accessKeyId, secretAccessKey])
  const known = clients.get(key)
  if (known) return known
  const made = import('@aws-sdk/client-lambda').then(
    sdk =>
      new sdk.LambdaClient({
        region,
        // Tries are counted by us, for functions of every kind alike.
        maxAttempts: 1,
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(accessKeyId === undefined || secretAccessKey === undefined
          ? {}
          : { credentials: { accessKeyId, secretAccessKey } }),
      }),
  )
  clients.set(key, made)
  return made
}

function failure(error: unknown): FunctionOutcome {
  if (!(error instanceof Error)) return { ok: false, message: String(error) }
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return { ok: false, message: 'It took too long.', timeUp: true }
  }
  if (error instanceof SyntaxError) {
    return { ok: false, message: 'It answered with something that is no JSON.' }
  }
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string }
  const status = $metadata?.httpStatusCode
  const again = code !== undefined || status === 429 || (status !== undefined && status >= 500)
  return { ok: false, message: `${error.name}: ${error.message}`, again }
}
