// A contact centre with its API on a real HTTP server on loopback, its store in memory: what the
// AWS clients are tried against.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect'
import type { AnyOperation } from '../../src/api/api.ts'
import { createApi } from '../../src/api/api.ts'
import type { ApiRequest } from '../../src/api/api-request.ts'
import type { Caller, OperationContext } from '../../src/api/operation-context.ts'
import { seedInputs } from '../../src/api/seed.ts'
import { Centre } from '../../src/core/centre.ts'
import type { Effect } from '../../src/core/effect.ts'
import { defaultFlows } from '../../src/core/flow/default-flows.ts'
import type { Input } from '../../src/core/input.ts'
import type { BlobStore } from '../../src/store/blob-store.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'

export const ACCESS_KEY = { id: 'AKIDEXAMPLE', secret: 'a secret for tests' }

export interface ApiCentre {
  readonly url: string
  readonly instanceId: string
  readonly centre: Centre
  readonly blobs: Map<string, Uint8Array>
  readonly effects: Effect[]
  /** What went wrong on our side. */
  readonly failures: unknown[]
  client(config?: Partial<ConnectClientConfig>): ConnectClient
  /** Tells the centre something, as the world would. */
  tell(input: Input): Promise<void>
  close(): Promise<void>
}

export async function startApiCentre(
  given: {
    readonly operations?: Readonly<Record<string, AnyOperation>>
    readonly now?: () => number
  } = {},
): Promise<ApiCentre> {
  const now = given.now ?? Date.now
  const instanceId = randomUUID()
  const centre = new Centre(instanceId, [1, 2, 3, 4])
  const { journal, contacts } = openMemoryStore(new MemoryDisk())
  const blobs = new Map<string, Uint8Array>()
  const effects: Effect[] = []
  const failures: unknown[] = []
  let seq = 0
  const hashPassword = async (password: string) => `hash of ${password}`

  async function tell(input: Input) {
    const at = now()
    const outcome = centre.handle(input, at)
    effects.push(...outcome.effects)
    seq++
    await journal.append([{ seq, at, input, events: outcome.events }])
    return outcome.refused
  }

  const context = (caller: Caller): OperationContext => ({
    now: now(),
    region: 'us-east-1',
    account: '000000000000',
    centre: centre.view,
    contacts,
    blobs: blobStore(blobs),
    caller,
    newId: randomUUID,
    async submit(...inputs) {
      for (const input of inputs) {
        const refused = await tell(input)
        if (refused) return refused
      }
      return undefined
    },
    hashPassword,
    signedUrl: (key, forSeconds) => `http://127.0.0.1/blob/${key}?for=${forSeconds}`,
  })

  const seeds = await seedInputs({
    instanceId,
    region: 'us-east-1',
    account: '000000000000',
    now: now(),
    newId: randomUUID,
    hashPassword,
    passwords: { admin: 'a', supervisor: 's', qa: 'q', agent1: '1', agent2: '2' },
    accessKey: ACCESS_KEY,
    holdMusic: 'prompts/hold-music.wav',
    flows: defaultFlows,
  })
  for (const seed of seeds) await tell(seed)

  const api = createApi({
    now,
    context,
    findAccessKey(id) {
      const key = centre.view.directory.get('access-key', id)
      return key && { secret: key.SecretAccessKey, owner: key.Owner }
    },
    failed: (_operation, _requestId, error) => failures.push(error),
    ...(given.operations && { operations: given.operations }),
  })
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const answer = await api.handle(await readRequest(incoming))
      // The SDK sets its clock by the server's.
      const date = new Date(now()).toUTCString()
      outgoing.writeHead(answer?.status ?? 404, { ...answer?.headers, date })
      outgoing.end(answer?.body)
    })()
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    instanceId,
    centre,
    blobs,
    effects,
    failures,
    client: config =>
      new ConnectClient({
        region: 'us-east-1',
        endpoint: url,
        maxAttempts: 1,
        credentials: { accessKeyId: ACCESS_KEY.id, secretAccessKey: ACCESS_KEY.secret },
        ...config,
      }),
    tell: async input => {
      await tell(input)
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
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
