import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createHttpServer } from './http-server.ts'

test('a visitor who asks for a stream and tears the line does not end the centre', async () => {
  const failures: unknown[] = []
  const onError = (error: unknown) => void failures.push(error)
  process.on('uncaughtException', onError)
  const server = createHttpServer({
    routes: [],
    openStream: () => undefined,
    mayOpen: () => ({ status: 404, sentence: 'Not Found' }),
    failed: () => {},
  })
  const port = await new Promise<number>(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0)
    })
  })
  // Node's own listener is gone once the socket is ours; an error then has nobody to hear it.
  const torn = new Promise<void>(resolve => {
    server.on('upgrade', (_request, socket) => {
      socket.on('close', () => resolve())
      socket.destroy(new Error('read ECONNRESET'))
    })
  })
  const visitor = connect(port, '127.0.0.1')
  visitor.on('error', () => {})
  visitor.write('GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  await torn
  await new Promise(resolve => setImmediate(resolve))
  process.off('uncaughtException', onError)
  visitor.destroy()
  server.close()
  expect(failures).toEqual([])
})
