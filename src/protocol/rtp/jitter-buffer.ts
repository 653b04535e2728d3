// Turns packets that arrive when they like into 20 ms of sound each time it is asked. It works on the
// sender's sample clock, so packets of any length fit, and keeps no more delay than the network needs.
import { Concealment } from './concealment.ts'

const FRAME = 160
/** A second of samples, a power of two. */
const RING = 8192
const MASK = RING - 1
/** Delay between the newest sample and the one played: 20 to 120 ms. */
const DELAY_MIN = FRAME
const DELAY_MAX = 6 * FRAME
/** A packet holds at most 200 ms. */
const PACKET_MAX = 1600
/** A timestamp this far behind is a sender that began anew. */
const BEHIND_MAX = 8000
/** After so many frames without a packet the next one starts a new stretch of speech. */
const PAUSE_FRAMES = 5
/** How long the delay must have been too long before a frame is folded away: one second. */
const OBSERVED_FRAMES = 50

export interface JitterCounters {
  /** Packets too late to be heard. */
  late: number
  duplicate: number
  /** Frames invented for lost or late packets. */
  concealed: number
  /** Frames folded away because the sender's clock is faster or a burst arrived. */
  folded: number
  /** Times the sender's timestamps began anew. */
  restarted: number
}

export class JitterBuffer {
  readonly counters: JitterCounters = {
    late: 0,
    duplicate: 0,
    concealed: 0,
    folded: 0,
    restarted: 0,
  }
  readonly #ring = new Int16Array(RING)
  readonly #present = new Uint8Array(RING)
  readonly #concealment = new Concealment()
  readonly #spare = new Int16Array(FRAME)
  #started = false
  /** Sender's timestamp of the next sample to be played, and of the one after the newest received. */
  #play = 0
  #end = 0
  /** Until here silence is no loss: nothing was sent before. */
  #beginning = 0
  /** Frames played since the buffer ran empty. */
  #held = 0
  /** Difference of the two clocks at the first packet, and the least one since, relative to it. */
  #firstClocks: number | undefined
  #fastestTransit = 0
  #jitter = 0
  #leastLevel = RING
  #observed = 0

  /** Delay aimed at, in samples. */
  get target(): number {
    const wanted = DELAY_MIN + Math.ceil(this.#jitter / 80) * 80
    return Math.min(DELAY_MAX, wanted)
  }

  /** Forgets everything: another sender, or a stream nobody listened to for a while. */
  reset(): void {
    this.#started = false
    this.#held = 0
    this.#concealment.reset()
  }

  /** Takes a packet's sound: code bytes and the table that makes samples of them. */
  put(timestamp: number, codes: Uint8Array, decode: Int16Array, now: number): void {
    if (codes.length === 0 || codes.length > PACKET_MAX) return
    if (!this.#started) this.#start(timestamp)
    this.#catchUp(timestamp)
    const ahead = (timestamp - this.#play) | 0
    if (ahead < -BEHIND_MAX || ahead + codes.length > RING) {
      this.counters.restarted++
      this.#start(timestamp)
    }
    this.#measure(timestamp, now)
    this.#store(timestamp, codes, decode)
    this.#trim()
  }

  /** Fills `out` with the next 20 ms. False when there is nothing but silence. */
  take(out: Int16Array): boolean {
    const level = (this.#end - this.#play) | 0
    if (!this.#started || (level <= 0 && this.#held >= PAUSE_FRAMES)) {
      out.fill(0)
      return false
    }
    if (level <= 0) {
      this.#held++
      return this.#conceal(out)
    }
    const heard = this.#advance(out)
    this.#observe()
    return heard
  }

  #start(timestamp: number): void {
    this.#started = true
    this.#present.fill(0)
    this.#play = (timestamp - this.target) >>> 0
    this.#end = timestamp
    this.#beginning = timestamp
    this.#held = 0
    this.#leastLevel = RING
    this.#observed = 0
    this.#firstClocks = undefined
    this.#fastestTransit = 0
  }

  /** A packet after an empty time: what was concealed meanwhile stands for what was lost. */
  #catchUp(timestamp: number): void {
    if (this.#held === 0) return
    if (this.#held >= PAUSE_FRAMES) {
      const [clocks, fastest] = [this.#firstClocks, this.#fastestTransit]
      this.#start(timestamp)
      this.#firstClocks = clocks
      this.#fastestTransit = fastest
      return
    }
    const ahead = (timestamp - this.#play) | 0
    const stoodFor = Math.max(0, Math.min(ahead, this.#held * FRAME))
    this.#play = (this.#play + stoodFor) >>> 0
    this.#held = 0
  }

  /** How much later than the fastest one a packet comes; the peak of that, slowly forgotten. */
  #measure(timestamp: number, now: number): void {
    const clocks = (Math.round(now * 8) - timestamp) | 0
    this.#firstClocks ??= clocks
    const transit = (clocks - this.#firstClocks) | 0
    // Clocks drift: let the fastest creep up by about 100 parts in a million.
    this.#fastestTransit = Math.min(transit, this.#fastestTransit + 0.016)
    const later = Math.min(DELAY_MAX, transit - this.#fastestTransit)
    this.#jitter = Math.max(later, this.#jitter - this.#jitter / 512)
  }

  #store(timestamp: number, codes: Uint8Array, decode: Int16Array): void {
    const ahead = (timestamp - this.#play) | 0
    if (ahead + codes.length <= 0) {
      this.counters.late++
      return
    }
    const skip = Math.max(0, -ahead)
    if (this.#present[(timestamp + skip) & MASK]) {
      this.counters.duplicate++
      return
    }
    // In two stretches where the ring begins anew.
    const first = (timestamp + skip) & MASK
    const untilWrap = Math.min(codes.length, skip + RING - first)
    this.#write(first, codes, skip, untilWrap, decode)
    this.#write(0, codes, untilWrap, codes.length, decode)
    const end = (timestamp + codes.length) >>> 0
    if (((end - this.#end) | 0) > 0) this.#end = end
  }

  #write(slot: number, codes: Uint8Array, from: number, to: number, decode: Int16Array): void {
    const ring = this.#ring
    for (let i = from; i < to; i++) ring[slot + i - from] = decode[codes[i] as number] as number
    this.#present.fill(1, slot, slot + to - from)
  }

  /** A burst that had been held up in the network must not become delay. */
  #trim(): void {
    const excess = ((this.#end - this.#play) | 0) - DELAY_MAX - FRAME
    if (excess <= 0) return
    const frames = Math.ceil((excess + DELAY_MAX - this.target) / FRAME)
    for (let n = 0; n < frames; n++) this.#consume(undefined)
    this.counters.folded += frames
  }

  #advance(out: Int16Array): boolean {
    const before = ((this.#beginning - this.#play) | 0) >= FRAME
    const present = this.#consume(out)
    if (present === FRAME) {
      this.#concealment.heard(out)
      return true
    }
    if (before) return false
    if (present === 0) return this.#conceal(out)
    this.#concealment.heard(out)
    return true
  }

  /** Takes a frame out of the ring; answers how many of its samples were there. */
  #consume(out: Int16Array | undefined): number {
    const start = this.#play & MASK
    const missing = this.#present.indexOf(0, start)
    if (start + FRAME <= RING && (missing < 0 || missing >= start + FRAME)) {
      out?.set(this.#ring.subarray(start, start + FRAME))
      this.#present.fill(0, start, start + FRAME)
      this.#play = (this.#play + FRAME) >>> 0
      return FRAME
    }
    return this.#consumePieces(out)
  }

  /** The same where samples are missing or the ring begins anew. */
  #consumePieces(out: Int16Array | undefined): number {
    let present = 0
    for (let i = 0; i < FRAME; i++) {
      const slot = (this.#play + i) & MASK
      const there = this.#present[slot] as number
      present += there
      if (out !== undefined) out[i] = there ? (this.#ring[slot] as number) : 0
      this.#present[slot] = 0
    }
    this.#play = (this.#play + FRAME) >>> 0
    return present
  }

  #conceal(out: Int16Array): boolean {
    this.counters.concealed++
    return this.#concealment.invent(out)
  }

  /** Folds a frame away when for a second the delay was never as small as it could have been. */
  #observe(): void {
    const level = (this.#end - this.#play) | 0
    this.#leastLevel = Math.min(this.#leastLevel, level)
    if (++this.#observed < OBSERVED_FRAMES) return
    const excess = this.#leastLevel - this.target
    this.#observed = 0
    this.#leastLevel = RING
    if (excess < FRAME / 2) return
    if (this.#consume(this.#spare) === FRAME) this.#concealment.joinFrom(this.#spare)
    this.counters.folded++
  }
}
