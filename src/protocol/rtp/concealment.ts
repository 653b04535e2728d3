// Hides a lost packet: repeats the last period of the voice, fading to silence over three frames, and
// blends into the sound that follows.

const FRAME = 160
const HISTORY = 480
/** Periods looked for: 200 Hz down to 50 Hz. */
const LAG_MIN = 40
const LAG_MAX = 160
const FADE_FRAMES = 3
const BLEND = 48

export class Concealment {
  readonly #history = new Int16Array(HISTORY)
  readonly #blend = new Int16Array(BLEND)
  #lag = 0
  #invented = 0
  #joining = false

  reset(): void {
    this.#history.fill(0)
    this.#invented = 0
    this.#joining = false
  }

  /** A good frame is about to be played: softens its beginning after an invented one. */
  heard(frame: Int16Array): void {
    if (this.#invented > 0) this.#continue(this.#blend)
    if (this.#invented > 0 || this.#joining) blendInto(frame, this.#blend)
    this.#invented = 0
    this.#joining = false
    this.#history.copyWithin(0, FRAME)
    this.#history.set(frame, HISTORY - FRAME)
  }

  /** What would have come next is `frame`, but it is left out: the frame after it is blended in. */
  joinFrom(frame: Int16Array): void {
    this.#blend.set(frame.subarray(0, BLEND))
    this.#joining = true
  }

  /** Fills `out` in place of a lost frame. False when only silence is left. */
  invent(out: Int16Array): boolean {
    if (this.#invented === 0) this.#lag = period(this.#history)
    if (this.#invented >= FADE_FRAMES) {
      out.fill(0)
      return false
    }
    this.#continue(out)
    this.#invented++
    return true
  }

  #continue(out: Int16Array): void {
    const start = this.#invented * FRAME
    for (let i = 0; i < out.length; i++) {
      const at = start + i
      const gain = Math.max(0, 1 - at / (FADE_FRAMES * FRAME))
      const sample = this.#history[HISTORY - this.#lag + (at % this.#lag)] as number
      out[i] = Math.round(gain * sample)
    }
  }
}

function blendInto(frame: Int16Array, before: Int16Array): void {
  for (let i = 0; i < BLEND; i++) {
    const share = i / BLEND
    frame[i] = Math.round(share * (frame[i] as number) + (1 - share) * (before[i] as number))
  }
}

/** The lag at which the last frame looks most like what came before it: roughly first, then exactly. */
function period(history: Int16Array): number {
  const rough = bestLag(history, LAG_MIN, LAG_MAX, 4)
  return bestLag(history, Math.max(LAG_MIN, rough - 3), Math.min(LAG_MAX, rough + 3), 1)
}

function bestLag(history: Int16Array, from: number, to: number, step: number): number {
  let best = to
  let bestScore = 0
  for (let lag = from; lag <= to; lag += step) {
    const score = likeness(history, lag, step)
    // Twice a period looks as good as one: only what is clearly better takes the place of the shorter.
    if (score > bestScore * 1.02) {
      best = lag
      bestScore = score
    }
  }
  return best
}

function likeness(history: Int16Array, lag: number, step: number): number {
  let product = 0
  let energy = 1
  for (let i = HISTORY - FRAME; i < HISTORY; i += step) {
    const earlier = history[i - lag] as number
    product += (history[i] as number) * earlier
    energy += earlier * earlier
  }
  return product / Math.sqrt(energy)
}
