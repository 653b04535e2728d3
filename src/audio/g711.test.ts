import { expect, test } from 'vitest'
import { PCMA, PCMU } from './g711.ts'

test.each([
  ['µ-law', PCMU, 0xff],
  ['A-law', PCMA, 0xd5],
])('%s decodes what it encodes to within its step', (_, law, silence) => {
  expect(law.silence).toBe(silence)
  for (let sample = -32768; sample <= 32767; sample += 7) {
    const back = law.decode[law.encode[sample & 0xffff] ?? 0] ?? 0
    expect(Math.abs(back - sample)).toBeLessThanOrEqual(
      Math.max(8, Math.abs(sample) / 16 + 8, Math.abs(sample) - 32124),
    )
  }
})

test.each([
  ['µ-law', PCMU],
  ['A-law', PCMA],
])('every %s code survives the way there and back', (_, law) => {
  for (let code = 0; code < 256; code++) {
    const sample = law.decode[code] ?? 0
    expect(law.decode[law.encode[sample & 0xffff] ?? 0]).toBe(sample)
  }
})

test('known values of the standard', () => {
  // ITU-T G.711 tables 1 and 2: the largest code of each sign, and A-law's smallest.
  expect([PCMU.decode[0x80], PCMU.decode[0x00]]).toEqual([32124, -32124])
  expect([PCMA.decode[0xaa], PCMA.decode[0x2a]]).toEqual([32256, -32256])
  expect([PCMA.decode[0xd5], PCMA.decode[0x55]]).toEqual([8, -8])
})
