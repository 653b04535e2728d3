// Calls an operation of the API without a network or a client: for tests that make thousands of calls.
import type { ApiRequest } from '../../src/api/api-request.ts'
import { connectJson } from '../../src/api/contract/connect.ts'
import type { ServiceModel } from '../../src/api/contract/service-model.ts'
import type { ApiCentre } from './api-centre.ts'

const model: ServiceModel = JSON.parse(connectJson)

export type Call = readonly [operation: string, input: Readonly<Record<string, unknown>>]

export type Answered =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly error: string; readonly message: string }

/** As the user `admin`; the instance is put in where it belongs. */
export async function callApi(centre: ApiCentre, [operation, input]: Call): Promise<Answered> {
  const userId = centre.test.user('admin')
  const request = requestFor(operation, { InstanceId: centre.instanceId, ...input })
  const answer = await centre.api.handle(request, { arn: userId, userId })
  const body = JSON.parse(answer?.body ?? '{}') as Record<string, unknown>
  const error = answer?.headers['x-amzn-errortype']
  if (error === undefined) return { output: body }
  return { error, message: String(body.message ?? body.Message) }
}

/** Whether the service may answer this exception here. */
export function mayAnswer(operation: string, exception: string): boolean {
  return model.operations[operation]?.errors.includes(exception) === true
}

/** Any value where only its place matters: what is not in the model is left out. */
function requestFor(operation: string, input: Readonly<Record<string, unknown>>): ApiRequest {
  const { method, path, input: name = '' } = model.operations[operation] ?? fail(operation)
  const shape = model.shapes[name]
  const members = shape?.type === 'structure' ? Object.entries(shape.members) : []
  const body: Record<string, unknown> = {}
  const query: string[] = []
  const headers: Record<string, string> = {}
  let rawPath = path
  for (const [member, place] of members) {
    const value = input[member]
    if (value === undefined) continue
    if (typeof place === 'string') body[member] = value
    else if (place.label)
      rawPath = rawPath.replace(`{${member}}`, encodeURIComponent(String(value)))
    else if (place.header)
      headers[place.header.toLowerCase()] = headerText(model.shapes[place.shape]?.type, value)
    else if (place.query) {
      for (const each of [value].flat())
        query.push(`${place.query}=${encodeURIComponent(String(each))}`)
    }
  }
  return {
    method,
    rawPath,
    query: query.join('&'),
    headers,
    body: Buffer.from(JSON.stringify(body)),
  }
}

function headerText(type: string | undefined, value: unknown): string {
  return type === 'timestamp' ? new Date(Number(value)).toUTCString() : String(value)
}

function fail(operation: string): never {
  throw new Error(`There is no operation ${operation}.`)
}
