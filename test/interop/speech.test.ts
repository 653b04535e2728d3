import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loudness } from '../../src/audio/tone.ts'
import { readWav } from '../../src/audio/wav.ts'
import { Speech } from '../../src/io/speech.ts'

let folder: string
let speech: Speech

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-speech-'))
  speech = new Speech(folder)
})

afterAll(async () => {
  await speech.close()
  await rm(folder, { recursive: true })
})

const hello = { kind: 'text', voice: 'Joanna', language: 'en-US' } as const

test('text becomes telephone speech of the usual loudness, and the second time it is there', async () => {
  const request = { ...hello, text: 'Welcome to Parley. For sales, press one.' }
  const { samples, rate } = await sound(request)
  expect(rate).toBe(8000)
  expect(samples.length).toBeGreaterThan(16_000)
  expect(loudness(samples)).toBeGreaterThan(1500)
  expect(await speech.render(request)).toEqual(await speech.render(request))
})

test('another voice and a slower pace sound different', async () => {
  const text = 'The quick brown fox jumps over the lazy dog.'
  const her = await sound({ ...hello, text })
  const him = await sound({ ...hello, text, voice: 'Matthew' })
  const slow = await sound({
    ...hello,
    kind: 'ssml',
    text: `<speak><prosody rate="50%">${text}</prosody></speak>`,
  })
  expect(Buffer.from(her.samples.buffer).equals(Buffer.from(him.samples.buffer))).toBe(false)
  expect(slow.samples.length).toBeGreaterThan(1.6 * her.samples.length)
})

test('a break in SSML is a silence of that length', async () => {
  const without = await sound({ ...hello, kind: 'ssml', text: '<speak>One.</speak>' })
  const pause = await sound({
    ...hello,
    kind: 'ssml',
    text: '<speak>One.<break time="2s"/></speak>',
  })
  expect(pause.samples.length - without.samples.length).toBe(16_000)
})

test('malformed SSML and endless text are refused with a sentence', async () => {
  expect(await speech.render({ ...hello, kind: 'ssml', text: '<speak>Oh' })).toEqual({
    problem: '<speak> is not closed',
  })
  expect(await speech.render({ ...hello, text: 'a'.repeat(6001) })).toHaveProperty('problem')
})

test('text that holds nothing to say is a short silence', async () => {
  const result = await speech.render({ ...hello, text: '…' })
  if ('problem' in result) throw new Error(result.problem)
  expect((await stat(result.path)).size).toBe(44)
})

async function sound(request: Parameters<Speech['render']>[0]) {
  const result = await speech.render(request)
  if ('problem' in result) throw new Error(result.problem)
  const wav = readWav(await readFile(result.path))
  if ('problem' in wav) throw new Error(wav.problem)
  return wav
}
