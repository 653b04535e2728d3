import { expect, test } from 'vitest'
import { ComfortNoise } from './comfort-noise.ts'
import { loudness } from './tone.ts'

test('comfort noise is as loud as its level says, and hisses rather than hums', () => {
  for (const level of [30, 50, 60]) {
    const source = new ComfortNoise()
    const noise = Int16Array.from(Array.from({ length: 50 }, () => [...source.next(level)]).flat())
    const wanted = 32_768 * 10 ** (-level / 20)
    expect(loudness(noise) / wanted).toBeGreaterThan(0.95)
    expect(loudness(noise) / wanted).toBeLessThan(1.05)
    const turns = noise.filter((sample, i) => i > 0 && sample < 0 !== (noise[i - 1] ?? 0) < 0)
    expect(turns.length).toBeGreaterThan(3500)
  }
})

test('the softest noise is silence', () => {
  const noise = new ComfortNoise().next(127)
  expect(noise.every(sample => sample === 0)).toBe(true)
})
