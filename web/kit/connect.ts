// The contact centre's own API from our pages: the same operations that the AWS SDK calls, with the
// session's cookie instead of a signature. Nothing that only our pages can do.
import type * as sdk from '@aws-sdk/client-connect'
import { connectRoutes } from './connect-routes.ts'
import { messages } from './messages.ts'

/** Every operation there is. */
export type OperationName = {
  [K in keyof typeof sdk]: K extends `${infer Name}Command` ? Name : never
}[keyof typeof sdk]

/** As it is on the wire: times are seconds since 1970. */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer Each)[]
    ? readonly Wire<Each>[]
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T

type Client = { readonly [Name in OperationName]: (typeof sdk)[`${Name}Command`] }
type Parts<Name extends OperationName> = Client[Name] extends new (
  ...input: infer Input
) => { resolveMiddleware: (...rest: never) => (...rest: never) => Promise<infer Answer> }
  ? {
      input: Exclude<Input, []>[0]
      answer: Answer extends { output: infer Output } ? Output : never
    }
  : never

/** What an operation takes; the instance is filled in. */
export type ConnectInput<Name extends OperationName> = Omit<
  Wire<Parts<Name>['input']>,
  'InstanceId'
>
/** What it answers. Members are absent as the service leaves them out. */
export type ConnectOutput<Name extends OperationName> = Omit<
  Wire<Parts<Name>['answer']>,
  '$metadata'
>

/** The service refused, or did not answer (status 0). The message is a sentence for the user. */
export class ConnectError extends Error {
  /** The exception's name, for example `DuplicateResourceException`; empty when there was none. */
  readonly type: string
  readonly status: number

  constructor(type: string, status: number, sentence: string) {
    super(sentence)
    this.type = type
    this.status = status
  }
}

interface ConnectRoute {
  readonly method: string
  readonly path: string
  /** Members by their names in the query. */
  readonly query: ReadonlyMap<string, string>
}

const TIMEOUT_MS = 20_000
const routes = new Map<string, ConnectRoute>()
let instance = ''
let expired = () => {}

/** Tells, once someone is signed in, which instance is meant and whom to tell when the session is over. */
export function connectTo(instanceId: string, onExpired: () => void): void {
  instance = instanceId
  expired = onExpired
}

/** Calls one operation. Throws `ConnectError`. */
export async function connect<Name extends OperationName>(
  name: Name,
  input: ConnectInput<Name>,
  signal?: AbortSignal,
): Promise<ConnectOutput<Name>> {
  const { method, url, body } = connectRequest(name, { InstanceId: instance, ...input })
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  let response: Response
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ConnectError('', 0, messages.server.unreachable)
  }
  const text = await response.text()
  if (!response.ok) throw refusal(response, text)
  return (text === '' ? {} : JSON.parse(text)) as ConnectOutput<Name>
}

/** All pages of a list, one after the other: `all('ListQueues', {}, page => page.QueueSummaryList)`. */
export async function all<Name extends OperationName, Each>(
  name: Name,
  input: ConnectInput<Name>,
  listOf: (page: ConnectOutput<Name>) => readonly Each[] | undefined,
  signal?: AbortSignal,
): Promise<Each[]> {
  const found: Each[] = []
  for (let NextToken: string | undefined; ; ) {
    const page = await connect(name, { ...input, ...(NextToken && { NextToken }) }, signal)
    found.push(...(listOf(page) ?? []))
    NextToken = (page as { readonly NextToken?: string }).NextToken
    if (!NextToken) return found
  }
}

/** Where a call of an operation goes, and what is left for its body. */
export function connectRequest(
  name: string,
  input: Readonly<Record<string, unknown>>,
): { readonly method: string; readonly url: string; readonly body?: unknown } {
  const { method, path, query } = routeOf(name)
  const rest: Record<string, unknown> = { ...input }
  const filled = path.replace(/{(\w+)(\+?)}/g, (_, label: string, greedy: string) => {
    const value = String(rest[label] ?? '')
    delete rest[label]
    return greedy ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value)
  })
  const asked = new URLSearchParams()
  for (const [member, key] of query) {
    const value = rest[member]
    delete rest[member]
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) asked.append(key, String(each))
    }
  }
  const url = asked.size === 0 ? filled : `${filled}?${asked}`
  return method === 'GET' || method === 'DELETE' ? { method, url } : { method, url, body: rest }
}

function routeOf(name: string): ConnectRoute {
  if (routes.size === 0) {
    for (const line of connectRoutes.trim().split('\n')) {
      const [operation = '', method = '', target = ''] = line.split(' ')
      const [path = '', query = ''] = target.split('?')
      routes.set(operation, { method, path, query: new Map(new URLSearchParams(query)) })
    }
  }
  const route = routes.get(name)
  if (!route) throw new TypeError(`there is no operation ${name}`)
  return route
}

function refusal(response: Response, text: string): ConnectError {
  if (response.status === 401) expired()
  const { message, Message } = objectIn(text)
  const type = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? ''
  const sentence = [message, Message].find(each => typeof each === 'string' && each !== '')
  return new ConnectError(
    type,
    response.status,
    typeof sentence === 'string' ? sentence : messages.server.failed(response.status),
  )
}

function objectIn(text: string): { readonly message?: unknown; readonly Message?: unknown } {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {} // a proxy's page in HTML
  }
}
