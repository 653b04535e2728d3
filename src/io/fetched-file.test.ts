import type { lookup } from 'node:dns'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { askPublicly, fetchFile } from './fetched-file.ts'

const answers = (body: string, status = 200) => {
  async function* bytes() {
    yield Buffer.from(body)
  }
  return async () => ({ status, body: bytes() })
}

test('a file is fetched over TLS, as far as it may be long', async () => {
  const url = 'https://files.example/note.txt?signature=x'
  expect(await fetchFile(url, 5, answers('hello'))).toEqual(Buffer.from('hello'))
  expect(await fetchFile(url, 4, answers('hello'))).toContain('at most 4 bytes')
  expect(await fetchFile(url, 5, answers('no', 403))).toContain('403')
  expect(await fetchFile(url, 5, answers('', 302)), 'nobody is led elsewhere').toContain('302')
  const fails = async () => {
    throw new TypeError('fetch failed')
  }
  expect(await fetchFile(url, 5, fails)).toContain('cannot be fetched')
})

test.each([
  'http://127.0.0.1/secret',
  'http://files.example/note.txt',
  'file:///etc/passwd',
  'note.txt',
])('nothing is fetched from %s', async url => {
  expect(await fetchFile(url, 5, answers('hello'))).toContain('https://')
})

test('nothing is asked of this machine or its neighbours, by whatever name', async () => {
  let asked = 0
  const server = createServer(socket => {
    asked++
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]']
  for (const host of [...hosts, '10.0.0.1', '169.254.169.254', '[fd00::1]']) {
    const said = await fetchFile(`https://${host}:${port}/latest/meta-data`, 5)
    expect(said, host).toContain('has no public address')
  }
  const leadsHere = ((_: string, __: object, done: (...given: unknown[]) => void) =>
    done(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])) as unknown as typeof lookup
  const url = new URL(`https://files.example:${port}/note.txt`)
  await expect(askPublicly(url, leadsHere)).rejects.toThrow('files.example has no public address')
  const unknown = ((_: string, __: object, done: (...given: unknown[]) => void) =>
    done(new Error('no such name'))) as unknown as typeof lookup
  await expect(askPublicly(url, unknown)).rejects.toThrow('no such name')
  server.close()
  expect(asked).toBe(0)
})
