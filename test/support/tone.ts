// Sound for tests: tones to speak with, and how loud a tone is in what somebody heard.
import { writeFileSync } from 'node:fs'
import { PCMU } from '../../src/audio/g711.ts'
import { loudness, tone, toneAmplitude } from '../../src/audio/tone.ts'
import { channelOf, readWav, type Wav, writeWav } from '../../src/audio/wav.ts'

/** A .wav with nothing but a tone. Browsers want 48 kHz, telephones 8 kHz. */
export function writeToneWav(
  path: string,
  { hz, seconds, rate = 8000 }: { hz: number; seconds: number; rate?: number },
): void {
  const samples = tone(hz, seconds * rate, { rate })
  writeFileSync(path, writeWav({ rate, channels: 1, samples }))
}

/** A tone as bare µ-law bytes, the way SIPp plays them. */
export function writeToneUlaw(
  path: string,
  { hz, seconds }: { hz: number; seconds: number },
): void {
  writeFileSync(path, toneUlaw(hz, seconds * 8000))
}

/** `samples` µ-law bytes of a tone; consecutive pieces join when `firstSample` goes on. */
export function toneUlaw(hz: number, samples: number, firstSample = 0): Uint8Array {
  const sound = tone(hz, samples, { firstSample })
  return Uint8Array.from(sound, sample => PCMU.encode[sample & 0xffff] ?? 0)
}

/** The sound of a whole .wav. */
export function soundIn(file: Uint8Array): Wav {
  const wav = readWav(file)
  if ('problem' in wav) throw new Error(wav.problem)
  return wav
}

/** Where in the sound to listen. Seconds; a negative `from` counts from the end. */
export interface Stretch {
  readonly channel?: number
  readonly from?: number
  readonly to?: number
}

/** For how many seconds a tone is among what is heard, in tenths, whatever else there is. */
export function secondsAmong(
  wav: Wav,
  hz: number,
  { channel = 0, from = 0 }: Stretch = {},
): number {
  const samples = channelOf(wav, channel)
  const piece = wav.rate / 10
  let heard = 0
  for (let at = from * wav.rate; at + piece <= samples.length; at += piece) {
    const sound = samples.subarray(at, at + piece)
    // What little a tone leaks into others is no more than a hundredth of it.
    if (toneAmplitude(sound, hz, wav.rate) > AUDIBLE + loudness(sound) / 20) heard++
  }
  return heard / 10
}

/** True when the tone, and little else, is heard for at least `seconds`. */
export function hears(
  wav: Wav,
  hz: number,
  { seconds = 1, ...stretch }: Stretch & { seconds?: number } = {},
): boolean {
  return secondsOf(wav, hz, stretch) >= seconds
}

/**
 * For how many seconds a tone is heard, in tenths: gaps and what else there is count for nothing. A
 * browser's microphone turns a steady tone down as noise, so what matters is that the tone is nearly
 * all there is, not how loud it is.
 */
export function secondsOf(
  wav: Wav,
  hz: number,
  { channel = 0, from = 0, to }: Stretch = {},
): number {
  const all = channelOf(wav, channel)
  const samples = all.slice(from * wav.rate, to === undefined ? all.length : to * wav.rate)
  const piece = wav.rate / 10
  let heard = 0
  for (let at = 0; at + piece <= samples.length; at += piece) {
    if (isTone(samples.subarray(at, at + piece), hz, wav.rate)) heard++
  }
  return heard / 10
}

function isTone(samples: Int16Array, hz: number, rate: number): boolean {
  const amplitude = toneAmplitude(samples, hz, rate)
  return amplitude > AUDIBLE && amplitude > PURE * Math.SQRT2 * loudness(samples)
}

/** Amplitudes (of 32767) below are the noise of a line. */
const AUDIBLE = 150
/** How much of all that is heard must be the tone. */
const PURE = 0.7
