import { expect, test } from 'vitest'
import { Concealment } from './concealment.ts'

const wave = (frequencyHz: number, from: number): Int16Array =>
  Int16Array.from({ length: 160 }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * frequencyHz * (from + i)) / 8000)),
  )

test.each([80, 120, 200, 450])(
  'a lost frame of a %i Hz voice goes on as the voice did',
  frequencyHz => {
    const concealment = new Concealment()
    for (let n = 0; n < 5; n++) concealment.heard(wave(frequencyHz, n * 160))
    const invented = new Int16Array(160)
    expect(concealment.invent(invented)).toBe(true)
    const real = wave(frequencyHz, 5 * 160)
    const error = invented.reduce((sum, sample, i) => sum + (sample - (real[i] ?? 0)) ** 2, 0)
    const energy = real.reduce((sum, sample) => sum + sample ** 2, 0)
    expect(error / energy).toBeLessThan(0.25)
  },
)

test('a long loss fades to silence and the voice comes back without a click', () => {
  const concealment = new Concealment()
  for (let n = 0; n < 5; n++) concealment.heard(wave(200, n * 160))
  const out = new Int16Array(160)
  const heard = [1, 2, 3, 4].map(() => concealment.invent(out))
  expect(heard).toEqual([true, true, true, false])
  expect(out.every(sample => sample === 0)).toBe(true)
  const back = Int16Array.from(wave(200, 40))
  concealment.heard(back)
  expect(Math.abs(back[0] ?? 0)).toBeLessThan(500)
})
