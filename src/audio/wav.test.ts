import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PCMA, PCMU } from './g711.ts'
import { tone, toneAmplitude } from './tone.ts'
import { channelOf, readTelephoneWav, readWav, wavHeader, writeWav } from './wav.ts'

const A440 = tone(440, 44_100, { rate: 44_100 })

describe('sounds of any kind become telephone sound', () => {
  test.each<[string, number, number, number, (view: DataView, at: number, value: number) => void]>([
    ['8-bit PCM', 1, 8, 1, (view, at, value) => view.setUint8(at, (value >> 8) + 128)],
    ['16-bit PCM', 1, 16, 1, (view, at, value) => view.setInt16(at, value, true)],
    ['16-bit stereo', 1, 16, 2, (view, at, value) => view.setInt16(at, value, true)],
    ['24-bit PCM', 1, 24, 1, (view, at, value) => view.setInt16(at + 1, value, true)],
    ['32-bit float', 3, 32, 1, (view, at, value) => view.setFloat32(at, value / 32768, true)],
    ['µ-law', 7, 8, 1, (view, at, value) => view.setUint8(at, PCMU.encode[value & 0xffff] ?? 0)],
    ['A-law', 6, 8, 1, (view, at, value) => view.setUint8(at, PCMA.encode[value & 0xffff] ?? 0)],
  ])('%s', (_, encoding, bits, channels, put) => {
    const file = wavOf({ encoding, bits, channels, put })
    const sound = readTelephoneWav(file)
    if ('problem' in sound) throw new Error(sound.problem)
    expect(sound.length).toBe(8000)
    expect(toneAmplitude(sound.subarray(400, 7600), 440)).toBeCloseTo(8000, -3)
  })

  test('what a telephone cannot carry is filtered out, not folded back', () => {
    const high = tone(5000, 16_000, { rate: 16_000 })
    const sound = readTelephoneWav(writeWav({ rate: 16_000, channels: 1, samples: high }))
    if ('problem' in sound) throw new Error(sound.problem)
    expect(toneAmplitude(sound, 3000)).toBeLessThan(20)
  })

  test('a chunk of odd length before the data is skipped with its padding', () => {
    const plain = writeWav({ rate: 8000, channels: 1, samples: tone(440, 800) })
    const odd = Uint8Array.from([
      ...plain.subarray(0, 36),
      0x4c,
      0x49,
      0x53,
      0x54,
      3,
      0,
      0,
      0,
      1,
      2,
      3,
      0,
      ...plain.subarray(36),
    ])
    expect(readWav(odd)).toEqual(readWav(plain))
  })

  test('a recording that was cut off is heard to its end', () => {
    const header = wavHeader({ rate: 8000, channels: 2, dataBytes: undefined })
    const wav = readWav(Uint8Array.from([...header, 1, 0, 2, 0, 3, 0, 4, 0, 9]))
    if ('problem' in wav) throw new Error(wav.problem)
    expect([...channelOf(wav, 1)]).toEqual([2, 4])
  })
})

test('what was written is read', () => {
  const wav = { rate: 8000, channels: 2, samples: tone(300, 999 * 2) }
  expect(readWav(writeWav(wav))).toEqual(wav)
})

test.each([
  ['nothing', new Uint8Array()],
  ['another file', new TextEncoder().encode('ID3 this is an mp3, not a wave file at all')],
  ['an encoding we do not know', wavOf({ encoding: 2, bits: 4, channels: 1 })],
  ['a hundred channels', wavOf({ encoding: 1, bits: 16, channels: 100 })],
])('%s is refused with a sentence', (_, bytes) => {
  expect(readWav(bytes)).toEqual({ problem: expect.any(String) })
})

test('no file makes the reader throw', () => {
  const good = [...writeWav({ rate: 8000, channels: 1, samples: tone(440, 40) })]
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.nat(good.length), (changes, length) => {
      const bytes = Uint8Array.from(good).subarray(0, length)
      for (const [at, value] of changes) if (at < length) bytes[at] = value
      readTelephoneWav(bytes)
    }),
  )
})

function wavOf(of: {
  encoding: number
  bits: number
  channels: number
  put?: (view: DataView, at: number, value: number) => void
}): Uint8Array {
  const step = of.bits / 8
  const file = new Uint8Array(44 + Math.ceil(A440.length * step * of.channels))
  file.set(wavHeader({ rate: 44_100, channels: of.channels, dataBytes: file.length - 44 }))
  const view = new DataView(file.buffer)
  view.setUint16(20, of.encoding, true)
  view.setUint16(34, of.bits, true)
  if (of.put)
    for (let i = 0; i < A440.length; i++)
      for (let c = 0; c < of.channels; c++)
        of.put(view, 44 + (i * of.channels + c) * step, A440[i] ?? 0)
  return file
}
