// The speech thread: turns pieces of text into one 8 kHz file, an order at a time.
import { rename, writeFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { SAMPLE_RATE } from '../audio/frame.ts'
import { levelled } from '../audio/level.ts'
import { resample } from '../audio/resample.ts'
import type { SpeechPiece } from '../audio/ssml.ts'
import { writeWav } from '../audio/wav.ts'
import { assert } from '../core/assert.ts'
import { Flite, type FliteVoice } from '../io/flite.ts'
import type { SpeechAnswer, SpeechOrder } from '../io/speech-message.ts'

/** Ten minutes. */
const SAMPLES_MAX = 600 * SAMPLE_RATE

assert(parentPort, 'the speech worker runs in a thread of its own')
const port = parentPort
const flite = await Flite.load()
let last: Promise<void> = Promise.resolve()

port.on('message', (order: SpeechOrder) => {
  last = last.then(async () => port.postMessage(await fill(order)))
})

async function fill({ id, voice, pieces, path }: SpeechOrder): Promise<SpeechAnswer> {
  try {
    const samples = joined(pieces.map(piece => spoken(piece, voice)))
    const unfinished = `${path}.${id}.part`
    await writeFile(unfinished, writeWav({ rate: SAMPLE_RATE, channels: 1, samples }))
    await rename(unfinished, path)
    return { id }
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) }
  }
}

function spoken(piece: SpeechPiece, voice: FliteVoice): Int16Array {
  if (piece.type === 'pause')
    return new Int16Array(Math.round((piece.durationMs * SAMPLE_RATE) / 1000))
  const { samples, rate } = flite.say(piece.text, voice, piece.rate)
  return amplified(levelled(resample(samples, rate, SAMPLE_RATE)), piece.gain)
}

function amplified(samples: Int16Array, gain: number): Int16Array {
  if (gain === 1) return samples
  return samples.map(sample => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))))
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = new Int16Array(Math.min(SAMPLES_MAX, length))
  let at = 0
  for (const part of parts) {
    whole.set(part.subarray(0, whole.length - at), at)
    at += Math.min(part.length, whole.length - at)
  }
  return whole
}
