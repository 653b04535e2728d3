// A web server on loopback with a few files in memory: pages of a site of others.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FileServer {
  readonly origin: string
  close(): void
}

/** By path; what is not `/` is a script. */
export async function serveFiles(files: ReadonlyMap<string, string>): Promise<FileServer> {
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url)
    const type = url === '/' ? 'text/html; charset=utf-8' : 'text/javascript'
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type })
    response.end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
