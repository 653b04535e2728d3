import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Directory } from '../core/directory/directory.ts'
import type { FunctionDocument } from '../core/directory/document.ts'
import type { ServiceAnswer } from '../core/service.ts'
import { FunctionService } from './function-service.ts'
import type { HandlerCall, HandlerOutcome } from './handler-call.ts'
import { isAllowedUrl } from './https-function.ts'

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:lookup'
const EVENT = { Name: 'ContactFlowEvent', Details: { ContactData: { ContactId: 'c1' } } }

let directory: Directory
let here: HandlerCall[]
let outcome: HandlerOutcome
let failures: unknown[]
let service: FunctionService

/** A server on this machine that answers each request by the next of the handlers. */
let server: Server
let url: string
let requests: { readonly incoming: IncomingMessage; readonly body: string }[]
let handlers: ((response: ServerResponse) => void)[]

beforeEach(async () => {
  directory = new Directory()
  directory.put('lambda-function', ARN, { Arn: ARN })
  here = []
  failures = []
  requests = []
  handlers = []
  outcome = { ok: true, result: { from: 'here' } }
  let ids = 0
  service = new FunctionService({
    directory,
    region: 'us-east-1',
    invokeHere: async call => {
      here.push(call)
      return outcome
    },
    newId: () => `r${++ids}`,
    failed: of => failures.push(of),
  })
  server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += String(chunk)
    requests.push({ incoming, body })
    const handler = handlers.length > 1 ? handlers.shift() : handlers[0]
    handler?.(response)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

function configure(target: FunctionDocument['Target'], more: Partial<FunctionDocument> = {}): void {
  directory.put('function', 'lookup', { Name: 'lookup', Target: target, ...more })
}

const ask = (arn = ARN, timeLimitMs = 3000, operation = 'invoke'): Promise<ServiceAnswer> =>
  service.ask({
    service: 'function',
    operation,
    parameters: { arn, event: EVENT, runsForMs: 5000 },
    timeLimitMs,
  })

const respond = (status: number, body: string, headers = {}) => {
  return (response: ServerResponse) => {
    response.writeHead(status, headers)
    response.end(body)
  }
}

describe('a function of this machine', () => {
  test('is called by the name in the ARN, whatever its version or alias', async () => {
    expect(await ask(`${ARN}:active`)).toEqual({ ok: true, result: { from: 'here' } })
    expect(here).toMatchObject([
      {
        name: 'lookup',
        arn: `${ARN}:active`,
        event: EVENT,
        requestId: 'r1',
        timeLimitMs: 3000,
        memoryMegabytes: 128,
        environment: {},
      },
    ])
  })

  test('has the memory and the environment it was given', async () => {
    configure({ Type: 'LOCAL' }, { MemoryMegabytes: 256, Environment: { TABLE: 'people' } })
    await ask()
    expect(here).toMatchObject([{ memoryMegabytes: 256, environment: { TABLE: 'people' } }])
  })

  test('that is not associated is not called, and the operator reads why', async () => {
    directory.delete('lambda-function', ARN)
    expect(await ask()).toMatchObject({ ok: false, error: 'NoMatchingError' })
    expect(here).toEqual([])
    expect(failures).toEqual([
      { arn: ARN, contactId: 'c1', why: `${ARN} is not associated with the instance` },
    ])
    expect(await ask('lookup')).toMatchObject({ ok: false })
  })

  test('that fails or takes too long says so', async () => {
    outcome = { ok: false, why: 'failed', message: 'boom' }
    expect(await ask()).toEqual({ ok: false, error: 'NoMatchingError', message: 'boom' })
    outcome = { ok: false, why: 'timeUp', message: 'late' }
    expect(await ask()).toEqual({ ok: false, error: 'TimeLimitExceeded', message: 'late' })
    expect(failures).toHaveLength(2)
  })

  test('that nobody waits for has begun when it is answered', async () => {
    expect(await ask(ARN, 8000, 'start')).toEqual({ ok: true, result: { invocationId: 'r1' } })
    expect(here).toMatchObject([{ requestId: 'r1', timeLimitMs: 5000 }])
  })
})

describe('a function behind a web address', () => {
  const SECRET = 'a secret of sixteen or more'
  beforeEach(() => configure({ Type: 'HTTPS', Url: `${url}/fn`, Secret: SECRET }))

  test('gets the event, signed', async () => {
    handlers = [respond(200, '{"name":"Ada"}')]
    expect(await ask()).toEqual({ ok: true, result: { name: 'Ada' } })
    const [{ incoming, body } = { incoming: undefined, body: '' }] = requests
    expect(JSON.parse(body)).toEqual(EVENT)
    expect(incoming).toMatchObject({ method: 'POST', url: '/fn' })
    const headers = incoming?.headers ?? {}
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-parley-function-arn': ARN,
      'x-parley-request-id': 'r1',
      'x-parley-invocation-type': 'RequestResponse',
    })
    const timestamp = String(headers['x-parley-timestamp'])
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(10)
    const expected = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex')
    expect(headers['x-parley-signature']).toBe(`v1=${expected}`)
  })

  test('is tried three times when it is busy or in trouble', async () => {
    handlers = [respond(429, ''), respond(503, ''), respond(200, '{}')]
    expect(await ask()).toEqual({ ok: true, result: {} })
    expect(requests).toHaveLength(3)
    handlers = [respond(500, '')]
    expect(await ask()).toMatchObject({ ok: false, message: 'It answered 500.' })
    expect(requests).toHaveLength(6)
  })

  test('is not tried beyond the time limit', async () => {
    handlers = [respond(500, '')]
    await ask(ARN, 150)
    expect(requests.length).toBeLessThan(3)
  })

  test.each([
    ['refuses', respond(404, '{}'), 'It answered 404.'],
    ['talks nonsense', respond(200, '<html>'), 'It answered with something that is no JSON.'],
    [
      'answers in endless brackets',
      respond(200, '['.repeat(6_000) + ']'.repeat(6_000)),
      'Its answer is nested too deep.',
    ],
    ['talks too much', respond(200, `"${'x'.repeat(100_000)}"`), 'It answered too much.'],
  ])('that %s is not tried again', async (_, handler, message) => {
    handlers = [handler]
    expect(await ask()).toMatchObject({ ok: false, error: 'NoMatchingError', message })
    expect(requests).toHaveLength(1)
  })

  test('sends the event nowhere else', async () => {
    handlers = [respond(307, '', { location: `${url}/elsewhere` })]
    expect(await ask()).toMatchObject({ ok: false })
    expect(requests.map(({ incoming }) => incoming.url)).not.toContain('/elsewhere')
  })

  test('that says nothing has nothing to say; one that never answers is given up', async () => {
    handlers = [respond(204, '')]
    expect(await ask()).toEqual({ ok: true, result: {} })
    handlers = [() => undefined]
    expect(await ask(ARN, 200)).toMatchObject({ ok: false, error: 'TimeLimitExceeded' })
  })

  test('that is not there is an error', async () => {
    configure({ Type: 'HTTPS', Url: 'http://127.0.0.1:1/', Secret: SECRET })
    const answer = await ask(ARN, 1000)
    expect(answer).toMatchObject({ ok: false, error: 'NoMatchingError' })
  })

  test.each([
    ['https://example.com/fn', true],
    ['http://127.0.0.1:9000/fn', true],
    ['http://localhost/fn', true],
    ['http://[::1]/fn', true],
    ['http://example.com/fn', false],
    ['http://127.0.0.1.example.com/', false],
    ['https://user:password@example.com/', false],
    ['ftp://127.0.0.1/', false],
    ['nowhere', false],
  ])('%s: %j', (address, allowed) => expect(isAllowedUrl(address)).toBe(allowed))
})

describe('a function at Amazon', () => {
  const KEYS = { AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret' }
  beforeEach(() => configure({ Type: 'LAMBDA', Endpoint: url, ...KEYS }))

  test('is called by the official client', async () => {
    handlers = [respond(200, '{"name":"Ada"}')]
    expect(await ask(`${ARN}:active`)).toEqual({ ok: true, result: { name: 'Ada' } })
    const [{ incoming, body } = { incoming: undefined, body: '' }] = requests
    expect(decodeURIComponent(incoming?.url ?? '')).toBe(
      `/2015-03-31/functions/${ARN}:active/invocations`,
    )
    expect(incoming?.headers['x-amz-invocation-type']).toBe('RequestResponse')
    expect(incoming?.headers.authorization).toContain('AKIDEXAMPLE')
    expect(incoming?.headers.authorization).toContain('/us-east-1/lambda/')
    expect(JSON.parse(body)).toEqual(EVENT)
  })

  test('may have another name and region there', async () => {
    configure({
      Type: 'LAMBDA',
      Endpoint: url,
      FunctionName: 'other',
      Region: 'eu-west-1',
      ...KEYS,
    })
    handlers = [respond(200, '{}')]
    await ask()
    expect(requests[0]?.incoming.url).toContain('/functions/other/invocations')
    expect(requests[0]?.incoming.headers.authorization).toContain('/eu-west-1/lambda/')
  })

  const problem = (status: number, type: string) =>
    respond(status, '{"Message":"no"}', { 'x-amzn-errortype': type })

  test('is tried three times when it is throttled or in trouble', async () => {
    handlers = [
      problem(429, 'TooManyRequestsException'),
      problem(500, 'ServiceException'),
      respond(200, '{"a":"1"}'),
    ]
    expect(await ask()).toEqual({ ok: true, result: { a: '1' } })
    expect(requests).toHaveLength(3)
  })

  test('that does not exist, or fails, is not tried again', async () => {
    handlers = [problem(404, 'ResourceNotFoundException')]
    expect(await ask()).toMatchObject({ ok: false, error: 'NoMatchingError' })
    handlers = [respond(200, '{"errorMessage":"boom"}', { 'x-amz-function-error': 'Unhandled' })]
    expect(await ask()).toMatchObject({ ok: false, message: 'The function failed: Unhandled.' })
    expect(requests).toHaveLength(2)
  })

  test('that does not answer is given up', async () => {
    handlers = [() => undefined]
    expect(await ask(ARN, 300)).toMatchObject({ ok: false, error: 'TimeLimitExceeded' })
  })

  test('that nobody waits for is told so', async () => {
    handlers = [respond(202, '')]
    expect(await ask(ARN, 8000, 'start')).toMatchObject({ ok: true })
    for (let tries = 0; tries < 100 && requests.length === 0; tries++) {
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    expect(requests[0]?.incoming.headers['x-amz-invocation-type']).toBe('Event')
  })
})

test('an ARN that is configured goes before a name', async () => {
  const other = 'arn:aws:lambda:eu-west-1:111111111111:function:lookup'
  directory.put('lambda-function', other, { Arn: other })
  directory.put('function', 'abroad', {
    Name: 'abroad',
    Arn: other,
    Target: { Type: 'HTTPS', Url: `${url}/abroad`, Secret: 's'.repeat(16) },
  })
  handlers = [respond(200, '{}')]
  await ask(other)
  expect(requests).toHaveLength(1)
  await ask()
  expect(here).toHaveLength(1)
})
