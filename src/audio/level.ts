// Brings speech to one loudness, so that no prompt is louder than the next.
import { FRAME_SAMPLES } from './frame.ts'
import { loudness } from './tone.ts'

/** -20 dB of full scale while speaking: about what people send. */
const TARGET = 3277
const PEAK_MAX = 30_000
/** Frames quieter than this share of the loudest are pauses. */
const PAUSE_SHARE = 0.1

/** The samples at the usual loudness of speech; silence stays silence. */
export function levelled(samples: Int16Array): Int16Array {
  const frames = Array.from({ length: Math.ceil(samples.length / FRAME_SAMPLES) }, (_, i) =>
    loudness(samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES)),
  )
  const loudest = frames.reduce((max, frame) => Math.max(max, frame), 0)
  const speaking = frames.filter(frame => frame > loudest * PAUSE_SHARE)
  if (speaking.length === 0) return samples
  const energy = speaking.reduce((sum, frame) => sum + frame * frame, 0) / speaking.length
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 1)
  const gain = Math.min(TARGET / Math.sqrt(energy), PEAK_MAX / peak)
  return samples.map(sample => Math.round(sample * gain))
}
