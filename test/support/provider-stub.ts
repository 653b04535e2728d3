// A provider of messages, as much of it as adapters need: remembers what it is asked, and is away when
// a test says so.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ProviderRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ProviderStub {
  readonly url: string
  readonly requests: ProviderRequest[]
  /** What it answers each request. */
  answer: (request: ProviderRequest) => { readonly status: number; readonly body?: string }
  stop(): Promise<void>
}

export async function startProviderStub(): Promise<ProviderStub> {
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += String(chunk)
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    )
    const request = { path: incoming.url ?? '', headers, body }
    stub.requests.push(request)
    const { status, body: said = '{}' } = stub.answer(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(said)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stub: ProviderStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    answer: () => ({ status: 200 }),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return stub
}
