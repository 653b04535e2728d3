import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CompressedFiles } from './compressed-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-files-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('browsers that can are given compressed pages, and what was built last', async () => {
  const files = new CompressedFiles()
  const path = join(folder, 'page.js')
  writeFileSync(path, 'first '.repeat(1000))
  const { bytes, headers } = await files.read(path, 'gzip, br')
  expect(headers).toEqual({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(bytes.length).toBeLessThan(100)
  writeFileSync(path, 'second')
  utimesSync(path, 1, 1)
  const zipped = await files.read(path, 'deflate, gzip;q=1.0')
  expect(gunzipSync(zipped.bytes).toString()).toBe('second')
  const second = await files.read(path, 'br')
  expect(brotliDecompressSync(second.bytes).toString()).toBe('second')
})

test('others are given them as they are, and so is everybody what does not get smaller', async () => {
  const files = new CompressedFiles()
  const [page, sound] = [join(folder, 'page.css'), join(folder, 'ring.wav')]
  writeFileSync(page, 'body {}')
  writeFileSync(sound, 'RIFF')
  const plain = await files.read(page)
  expect([String(plain.bytes), plain.headers['content-encoding']]).toEqual(['body {}', undefined])
  expect((await files.read(sound, 'br')).headers).toEqual({})
  await expect(files.read(join(folder, 'none.js'), 'br')).rejects.toThrow()
})
