import { expect, test } from 'vitest'
import { holdMusic } from './hold-music.ts'
import { loudness } from './tone.ts'

test('hold music lasts about 45 seconds, never pauses long, and repeats without a click', () => {
  const music = holdMusic()
  expect(music.length / 8000).toBeCloseTo(45, -1)
  for (let at = 0; at + 8000 <= music.length; at += 8000)
    expect(loudness(music.subarray(at, at + 8000))).toBeGreaterThan(300)
  const largest = (from: number, to: number) => {
    let most = 0
    for (let i = from; i < to; i++)
      most = Math.max(most, Math.abs((music[i % music.length] ?? 0) - (music[i - 1] ?? 0)))
    return most
  }
  const seam = Math.abs((music[0] ?? 0) - (music.at(-1) ?? 0))
  expect(seam).toBeLessThanOrEqual(largest(1, music.length))
})

test('hold music is the same every time', () => {
  const [one, two] = [holdMusic(), holdMusic()]
  expect(Buffer.from(one.buffer).equals(Buffer.from(two.buffer))).toBe(true)
})
