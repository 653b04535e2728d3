// The soft hiss that tells a listener that the line is open while a phone sends no sound (RFC 3389).

import { FRAME_SAMPLES } from './frame.ts'

/** The level has seven bits. */
const LEVEL_MIN = 127

export class ComfortNoise {
  readonly #frame = new Int16Array(FRAME_SAMPLES)
  #state = 0x2545_f491

  /** The next 20 ms of white noise, so many dB below full scale (RFC 3389 §3: 0 to 127). */
  next(level: number): Int16Array {
    const frame = this.#frame
    // Even noise between -a and a has the loudness a / √3.
    const peak = 32_768 * Math.sqrt(3) * 10 ** (-Math.min(level, LEVEL_MIN) / 20)
    for (let i = 0; i < frame.length; i++) frame[i] = clip((this.#draw() / 0x8000_0000) * peak)
    return frame
  }

  /** A 32-bit number of either sign (Marsaglia's xorshift). */
  #draw(): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return this.#state
  }
}

const clip = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)))
