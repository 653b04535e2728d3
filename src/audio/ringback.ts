import { SAMPLE_RATE } from './frame.ts'
import { tone } from './tone.ts'

/** Two seconds of 440 and 480 Hz, then four of silence (North America: ITU-T E.180, supplement 2). */
export function ringbackCadence(): Int16Array {
  const samples = new Int16Array(6 * SAMPLE_RATE)
  const [low, high] = [440, 480].map(hz => tone(hz, 2 * SAMPLE_RATE, { amplitude: 2500 })) as [
    Int16Array,
    Int16Array,
  ]
  for (let i = 0; i < low.length; i++) samples[i] = (low[i] ?? 0) + (high[i] ?? 0)
  return samples
}
