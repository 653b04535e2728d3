// A contact centre with its API on a real HTTP server on loopback: the core with scripted phones in
// virtual time, the store in memory. What the AWS clients are tried against.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect'
import {
  type AccessKeyWorld,
  findAccessKey,
  newTemporaryKey,
} from '../../src/api/access/access-key.ts'
import type { AnyOperation, Api } from '../../src/api/api.ts'
import { createApi } from '../../src/api/api.ts'
import type { ApiRequest } from '../../src/api/api-request.ts'
import { AuditTrail } from '../../src/api/audit/audit-trail.ts'
import type { Caller, OperationContext } from '../../src/api/operation-context.ts'
import { Attachments } from '../../src/api/participant/attachment/attachments.ts'
import { ChatTokens } from '../../src/channel/chat/chat-tokens.ts'
import type { MessagingPort } from '../../src/channel/messaging/messaging-port.ts'
import { countFacts } from '../../src/core/metrics/history/count-facts.ts'
import { runTestCase } from '../../src/flow-test/run-test-case.ts'
import { attachmentRoute } from '../../src/server/attachment-route.ts'
import type { Request } from '../../src/server/http-server.ts'
import { letIn, Sessions } from '../../src/server/sessions.ts'
import type { BlobStore } from '../../src/store/blob-store.ts'
import type { ContactStore } from '../../src/store/contact-store.ts'
import type { FactReader } from '../../src/store/fact-reader.ts'
import { MemoryAuditStore } from '../../src/store/memory/memory-audit-store.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { recordApiCall } from './record-api-calls.ts'
import { TestCentre } from './test-centre.ts'

/** The key `TestCentre` is seeded with. */
export const ACCESS_KEY = { accessKeyId: 'KEY', secretAccessKey: 'secret' }

/** Nobody carries messages. */
const NO_CARRIERS: MessagingPort = {
  prepareOutbound: noCarrier,
  integrationEvent: noCarrier,
  startStreaming: noCarrier,
  stopStreaming: noCarrier,
}

async function noCarrier(): Promise<never> {
  throw new Error('Nobody carries messages in this test.')
}

/** Of one file. */
const ATTACHMENT_BYTES_MAX = 1_000

/** Chat tokens are signed with it. */
export const CHAT_SECRET = Buffer.from('secret')

export interface ApiCentre {
  readonly url: string
  readonly instanceId: string
  readonly test: TestCentre
  readonly blobs: Map<string, Uint8Array>
  /** What happens while history is counted. */
  readonly counting: { meanwhile: () => void }
  /** Those who carry messages; nobody, unless a test puts somebody there. */
  readonly carriers: { messaging?: MessagingPort }
  /** What went wrong on our side. */
  readonly failures: unknown[]
  /** As parts of ours ask it, without a network. */
  readonly api: Api
  /** What an operation is given. */
  context(caller: Caller): OperationContext
  client(config?: Partial<ConnectClientConfig>): ConnectClient
  close(): Promise<void>
}

export async function startApiCentre(
  given: { readonly operations?: Readonly<Record<string, AnyOperation>> } = {},
): Promise<ApiCentre> {
  const test = await TestCentre.open()
  const blobs = new Map<string, Uint8Array>()
  const failures: unknown[] = []
  const counting = { meanwhile: () => {} }
  const carriers: ApiCentre['carriers'] = {}
  const { view } = test.centre
  const chatTokens = new ChatTokens(CHAT_SECRET)
  // Requests are signed with the time of the day, which no test can move.
  const keys: AccessKeyWorld = {
    directory: view.directory,
    account: '000000000000',
    secret: CHAT_SECRET,
    now: Date.now,
  }
  const attachments = new Attachments({
    blobs: blobStore(blobs),
    secret: CHAT_SECRET,
    bytesMax: ATTACHMENT_BYTES_MAX,
    scan: async bytes => (Buffer.from(bytes).includes('virus') ? 'rejected' : 'clean'),
    failed: error => failures.push(error),
  })
  const files = attachmentRoute({
    clock: test.clock,
    attachments,
    failed: error => failures.push(error),
  })
  const sessions = new Sessions(CHAT_SECRET, view)
  const context = (caller: Caller): OperationContext => ({
    now: test.clock.now(),
    region: 'us-east-1',
    account: '000000000000',
    centre: view,
    contacts: contactStore(test),
    blobs: blobStore(blobs),
    facts: factReader(test, counting),
    lastEntry: () => test.events.length,
    durable: async () => {},
    messaging: carriers.messaging ?? NO_CARRIERS,
    files: attachments,
    get origin() {
      return url
    },
    caller,
    newId: randomUUID,
    async submit(...inputs) {
      for (const input of inputs) {
        const refused = test.tell(input)
        if (refused) return refused
      }
      return undefined
    },
    playTestCase: async ({ testCase, start }) => runTestCase(testCase, start),
    hashPassword: async password => `hash of ${password}`,
    signedUrl: (key, forSeconds) => `${url}/blob/${key}?for=${forSeconds}`,
    letIn: userId => letIn({ origin: 'http://127.0.0.1', sessions }, userId, randomUUID()),
    temporaryKey: given => newTemporaryKey(keys, randomUUID(), given),
    participantToken: member => chatTokens.participant(member),
  })
  const audit = new MemoryAuditStore()
  const trail = new AuditTrail({
    store: audit,
    key: new Uint8Array(32),
    pause: async () => {},
    fatal: error => failures.push(error),
  })
  const api = createApi({
    now: keys.now,
    context,
    directory: view.directory,
    findAccessKey: (id, token) => findAccessKey(keys, id, token),
    failed: (_operation, _requestId, error) => failures.push(error),
    audit: { trail, store: audit },
    ...(given.operations && { operations: given.operations }),
  })
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      if (await files(fileRequest(incoming), outgoing)) return
      const [, key] = /^\/blob\/([^?]+)/.exec(incoming.url ?? '') ?? []
      if (key !== undefined) {
        const bytes = blobs.get(key)
        outgoing.writeHead(bytes ? 200 : 404).end(bytes)
        return
      }
      const request = await readRequest(incoming)
      const answer = await api.handle(request)
      if (answer && !given.operations) recordApiCall(request, answer)
      outgoing.writeHead(answer?.status ?? 404, answer?.headers)
      outgoing.end(answer?.body)
    })()
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    instanceId: view.instanceId,
    test,
    blobs,
    counting,
    carriers,
    failures,
    api,
    context,
    client: config =>
      new ConnectClient({
        region: 'us-east-1',
        endpoint: url,
        maxAttempts: 1,
        credentials: ACCESS_KEY,
        ...config,
      }),
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function fileRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', url = '' } = incoming
  const body = async () => Buffer.from((await readRequest(incoming)).body)
  return { incoming, method, path: url, query: '', body }
}

async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  return {
    method: incoming.method ?? 'GET',
    rawPath: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
    address: incoming.socket.remoteAddress,
  }
}

/** What the centre has written so far. */
function contactStore(test: TestCentre): ContactStore {
  const { journal, contacts } = openMemoryStore(new MemoryDisk())
  const written = journal.append([
    { seq: 1, at: test.clock.now(), input: { type: 'time.passed' }, events: test.events },
  ])
  return {
    get: id => written.then(() => contacts.get(id)),
    search: query => written.then(() => contacts.search(query)),
  }
}

/** Everything that has happened, counted one by one. Every event is an entry. */
function factReader(test: TestCentre, counting: ApiCentre['counting']): FactReader {
  const facts = (upTo?: number) =>
    test.events.slice(0, upTo).flatMap(event => (event.type === 'fact' ? [event.fact] : []))
  return {
    count: async query => {
      counting.meanwhile()
      return countFacts(query, facts(query.upTo))
    },
    async *facts(kind) {
      for (const fact of facts()) if (fact.kind === kind) yield fact
    },
  }
}

function blobStore(blobs: Map<string, Uint8Array>): BlobStore {
  return {
    adopt: async () => {
      throw new Error('There is no file to adopt in this test.')
    },
    put: async (key, bytes) => {
      blobs.set(key, bytes)
    },
    get: async (key, range) => blobs.get(key)?.slice(range?.first, range && range.last + 1),
    size: async key => blobs.get(key)?.length,
    delete: async key => {
      blobs.delete(key)
    },
  }
}
