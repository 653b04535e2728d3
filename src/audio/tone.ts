// Making tones and measuring them.
import { SAMPLE_RATE } from './frame.ts'

/** A sine of `amplitude` (of 32767). Phase runs on from `firstSample`, so pieces join without a click. */
export function tone(
  frequencyHz: number,
  samples: number,
  { amplitude = 8000, firstSample = 0, rate = SAMPLE_RATE } = {},
): Int16Array {
  const step = (2 * Math.PI * frequencyHz) / rate
  return Int16Array.from({ length: samples }, (_, i) =>
    Math.round(amplitude * Math.sin(step * (firstSample + i))),
  )
}

/** Amplitude (of 32767) of one frequency in the samples, by Goertzel's algorithm. */
export function toneAmplitude(
  samples: Int16Array,
  frequencyHz: number,
  rate = SAMPLE_RATE,
): number {
  const step = (2 * Math.PI * frequencyHz) / rate
  const coefficient = 2 * Math.cos(step)
  let last = 0
  let beforeLast = 0
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast
    beforeLast = last
    last = next
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast
  return samples.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

/** Root mean square of the samples: how loud they are, of 32767. */
export function loudness(samples: Int16Array): number {
  let energy = 0
  for (const sample of samples) energy += sample * sample
  return samples.length === 0 ? 0 : Math.sqrt(energy / samples.length)
}

const ROWS = [697, 770, 852, 941]
const COLUMNS = [1209, 1336, 1477, 1633]
const KEYPAD = '123A456B789C*0#D'

/** The two tones of a keypad digit (ITU-T Q.23), for phones that know no telephone-event. */
export function dtmfTone(digit: string, samples: number, firstSample = 0): Int16Array {
  const key = KEYPAD.indexOf(digit)
  const low = tone(ROWS[key >> 2] ?? 0, samples, { amplitude: 5000, firstSample })
  const high = tone(COLUMNS[key & 3] ?? 0, samples, { amplitude: 6000, firstSample })
  return low.map((sample, i) => sample + (high[i] as number))
}
