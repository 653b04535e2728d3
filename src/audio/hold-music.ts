// Music for those who wait: a soft arpeggio over four chords, computed, so that nobody owns it.
// The end leads into the beginning: what still rings at the end rings on at the start.
import { SAMPLE_RATE } from './frame.ts'

const BEATS_PER_MINUTE = 84
const BEATS_PER_CHORD = 4
const EIGHTH = Math.round((SAMPLE_RATE * 60) / BEATS_PER_MINUTE / 2)

/** Semitones above A2 (110 Hz): the bass first, then the notes of the chord upwards. */
const CHORDS: readonly (readonly number[])[] = [
  [3, 10, 15, 19, 22], // C
  [-2, 10, 14, 17, 22], // G
  [0, 12, 15, 19, 24], // A minor
  [-4, 12, 15, 20, 24], // F
  [3, 10, 15, 19, 22], // C
  [-5, 10, 14, 19, 22], // E minor
  [-4, 12, 15, 20, 24], // F
  [-2, 10, 14, 20, 22], // G 7
]
/** Which note of the chord sounds on each eighth of a bar; -1 rests. */
const PATTERNS: readonly (readonly number[])[] = [
  [0, 2, 3, 4, 3, 2, 3, 1],
  [0, 1, 3, 2, 4, -1, 3, 2],
]

/** About 46 seconds of music, mono 8 kHz, that repeat without a seam. */
export function holdMusic(): Int16Array {
  const eighths = CHORDS.length * BEATS_PER_CHORD * 2 * 2
  const sound = new Float32Array(eighths * EIGHTH)
  for (let n = 0; n < eighths; n++) {
    const chord = CHORDS[Math.floor(n / (BEATS_PER_CHORD * 2)) % CHORDS.length] ?? []
    const pattern = PATTERNS[Math.floor(n / 16) % PATTERNS.length] ?? []
    const step = n % 8
    if (step === 0)
      addNote(sound, n * EIGHTH, { semitone: chord[0] ?? 0, strength: 0.5, seconds: 3 })
    const note = chord[pattern[step] ?? -1]
    if (note !== undefined)
      addNote(sound, n * EIGHTH, { semitone: note + 12, strength: 0.34, seconds: 1.6 })
  }
  return toSamples(sound)
}

/** A plucked note: a few soft harmonics, each dying sooner than the one below it. */
function addNote(
  sound: Float32Array,
  start: number,
  note: { readonly semitone: number; readonly strength: number; readonly seconds: number },
): void {
  const frequency = 110 * 2 ** (note.semitone / 12)
  const length = Math.round(note.seconds * SAMPLE_RATE)
  for (let harmonic = 1; harmonic <= 3; harmonic++) {
    const step = (2 * Math.PI * frequency * harmonic) / SAMPLE_RATE
    const decay = (3.5 + harmonic * 1.5) / length
    const strength = note.strength / harmonic ** 2
    for (let i = 0; i < length; i++) {
      const attack = Math.min(1, i / 60)
      const release = Math.min(1, (length - i) / 400)
      const at = (start + i) % sound.length
      sound[at] =
        (sound[at] as number) +
        strength * attack * release * Math.exp(-decay * i) * Math.sin(step * i)
    }
  }
}

/** As loud as a quiet voice: the peak at a quarter of full scale. */
function toSamples(sound: Float32Array): Int16Array {
  const peak = sound.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  return Int16Array.from(sound, value => Math.round((value / peak) * 8192))
}
