import { expect, test } from 'vitest'
import { fetchFile } from './fetched-file.ts'

const answers = (body: string, status = 200): typeof fetch => {
  return async () => new Response(body, { status })
}

test('a file is fetched over TLS, as far as it may be long', async () => {
  const url = 'https://files.example/note.txt?signature=x'
  expect(await fetchFile(url, 5, answers('hello'))).toEqual(Buffer.from('hello'))
  expect(await fetchFile(url, 4, answers('hello'))).toContain('at most 4 bytes')
  expect(await fetchFile(url, 5, answers('no', 403))).toContain('403')
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
