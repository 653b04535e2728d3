import { expect, test } from 'vitest'
import { readPeaks } from './peaks.ts'

/** Stereo at 8 kHz: the customer is loud in the first half, the agent in the second. */
function recording(frames: number): Uint8Array {
  const bytes = new Uint8Array(44 + frames * 4)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('RIFF____WAVEfmt '))
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 2, true)
  view.setUint32(24, 8000, true)
  view.setUint16(34, 16, true)
  bytes.set(new TextEncoder().encode('data'), 36)
  view.setUint32(40, frames * 4, true)
  for (let frame = 0; frame < frames; frame++) {
    const isFirstHalf = frame < frames / 2
    view.setInt16(44 + frame * 4, isFirstHalf ? 16_384 : 0, true)
    view.setInt16(46 + frame * 4, isFirstHalf ? 0 : -32_768, true)
  }
  return bytes
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('the customer is loud where the customer spoke, the agent where the agent did', async () => {
  const { seconds, channels } = await readPeaks(inPieces(recording(8000), 1_000), 4)
  expect(seconds).toBe(1)
  expect(channels.map(each => Array.from(each))).toEqual([
    [0.5, 0.5, 0, 0],
    [0, 0, 1, 1],
  ])
})

test('it does not matter where the network cuts', async () => {
  const whole = await readPeaks(inPieces(recording(400), 1_000_000), 8)
  for (const size of [1, 3, 7, 43, 45]) {
    expect(await readPeaks(inPieces(recording(400), size), 8), `pieces of ${size}`).toEqual(whole)
  }
})

test('what is no recording is said to be none', async () => {
  await expect(readPeaks(inPieces(new Uint8Array(100), 10), 4)).rejects.toThrow('not a recording')
  await expect(readPeaks(inPieces(new Uint8Array(3), 10), 4)).rejects.toThrow('not a recording')
})
