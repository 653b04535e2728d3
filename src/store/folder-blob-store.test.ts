import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openFolderBlobStore } from './folder-blob-store.ts'

const root = mkdtempSync(join(tmpdir(), 'parley-blobs-'))
const keyFile = join(root, 'keys', 'master.key')
let folders = 0
const newFolder = () => join(root, `blobs-${folders++}`)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const CHUNK = 65_536
// vitest compares long buffers byte by byte, slowly.
const same = (a: Uint8Array | undefined, b: Uint8Array) =>
  a !== undefined && Buffer.compare(a, b) === 0

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001])(
  'a blob of %i bytes comes back whole, with its size',
  async size => {
    const store = await openFolderBlobStore(newFolder(), keyFile)
    const bytes = randomBytes(size)
    await store.put('recordings/2026/11/21/a.wav', bytes)
    expect(await store.size('recordings/2026/11/21/a.wav')).toBe(size)
    expect(same(await store.get('recordings/2026/11/21/a.wav'), bytes)).toBe(true)
  },
)

test.each([
  [0, 0],
  [10, 99],
  [CHUNK - 1, CHUNK],
  [CHUNK, 2 * CHUNK - 1],
  [100, 3 * CHUNK],
  [199_990, 999_999],
])('any part can be read: bytes %i to %i', async (first, last) => {
  const store = await openFolderBlobStore(newFolder(), keyFile)
  const bytes = randomBytes(200_000)
  await store.put('blob', bytes)
  const part = await store.get('blob', { first, last })
  expect(same(part, bytes.subarray(first, last + 1))).toBe(true)
})

test('a finished recording moves in and leaves nothing readable behind', async () => {
  const folder = newFolder()
  const store = await openFolderBlobStore(folder, keyFile)
  const path = join(root, 'spool.wav')
  const speech = Buffer.from('my card number is 4111 '.repeat(10_000))
  writeFileSync(path, speech)
  await store.adopt('recordings/r.wav', path)
  expect(existsSync(path)).toBe(false)
  expect(same(await store.get('recordings/r.wav'), speech)).toBe(true)
  const file = join(folder, 'recordings/r.wav')
  expect(readFileSync(file).includes('4111')).toBe(false)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'recordings'))).toEqual(['r.wav'])
})

test('what is not there has no size, and deleting it changes nothing', async () => {
  const store = await openFolderBlobStore(newFolder(), keyFile)
  expect(await store.get('nothing')).toBeUndefined()
  expect(await store.size('nothing')).toBeUndefined()
  await store.delete('nothing')
  await store.put('something', Buffer.from('x'))
  await store.delete('something')
  expect(await store.get('something')).toBeUndefined()
})

test.each([
  '',
  '/',
  '..',
  '../x',
  'a/../../x',
  '/etc/passwd',
  'a//b',
  './a',
  'a/.hidden',
  'a\\..\\b',
  'a\0b',
  'a/',
  'ä',
])('a key that is no plain path is refused: %j', async key => {
  const store = await openFolderBlobStore(newFolder(), keyFile)
  await expect(store.put(key, Buffer.from('x'))).rejects.toThrow('Not a blob key')
  await expect(store.get(key)).rejects.toThrow('Not a blob key')
})

test('a recording is kept under a key with its time, as Connect names them', async () => {
  const store = await openFolderBlobStore(newFolder(), keyFile)
  const key = 'connect/demo/CallRecordings/2026/11/21/c1_20261121T14:24_UTC.wav'
  await store.put(key, Buffer.from('sound'))
  expect(same(await store.get(key), Buffer.from('sound'))).toBe(true)
})

test('a file that was changed, cut or renamed is not believed', async () => {
  const folder = newFolder()
  const store = await openFolderBlobStore(folder, keyFile)
  for (const key of ['changed', 'cut', 'swapped', 'other'])
    await store.put(key, randomBytes(2 * CHUNK))
  const changed = readFileSync(join(folder, 'changed'))
  changed[500] = (changed[500] ?? 0) ^ 1
  writeFileSync(join(folder, 'changed'), changed)
  const header = 68
  truncateSync(join(folder, 'cut'), header + CHUNK + 16)
  writeFileSync(join(folder, 'swapped'), readFileSync(join(folder, 'other')))
  for (const key of ['changed', 'cut', 'swapped']) await expect(store.get(key)).rejects.toThrow()
  expect(await store.size('other')).toBe(2 * CHUNK)
})

test('another start finds the same key, and another key opens nothing', async () => {
  const folder = newFolder()
  const bytes = randomBytes(100)
  await (await openFolderBlobStore(folder, keyFile)).put('kept', bytes)
  const again = await openFolderBlobStore(folder, keyFile)
  expect(same(await again.get('kept'), bytes)).toBe(true)
  const stranger = await openFolderBlobStore(folder, join(root, 'keys', 'other.key'))
  await expect(stranger.get('kept')).rejects.toThrow()
})

test('two starts at once agree on one key', async () => {
  const folder = newFolder()
  const path = join(root, 'keys', 'new.key')
  const [one, two] = await Promise.all([1, 2].map(() => openFolderBlobStore(folder, path)))
  await one?.put('shared', Buffer.from('hello'))
  expect(Buffer.from((await two?.get('shared')) ?? '').toString()).toBe('hello')
})
