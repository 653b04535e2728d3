// Keypad digits as RTP events, RFC 4733.
import { DigitPace } from '../digit-pace.ts'

const DIGITS = '0123456789*#ABCD'
/** Without a packet for this long an event is over, though its end was lost (RFC 4733 §2.5.2.2). */
const LOST_END_MS = 200

/**
 * Recognises digits in one stream. A digit counts from its first packet, so that a prompt falls
 * silent at once; the packets that repeat it say nothing new.
 */
export class DigitReceiver {
  #timestamp: number | undefined
  #digit = ''
  #ended = true
  #lastAt = 0
  readonly #pace = new DigitPace()
  #refused = 0

  /** Digits refused because they came faster than anyone can type. */
  get refused(): number {
    return this.#refused
  }

  /** Takes one telephone-event packet; the digit, when this packet begins one. */
  receive(
    packet: {
      readonly marker: boolean
      readonly timestamp: number
      readonly payload: Uint8Array
    },
    now: number,
  ): string | undefined {
    const [code, flags] = packet.payload
    const digit = code === undefined ? undefined : DIGITS[code]
    if (digit === undefined || flags === undefined || packet.payload.length < 4) return undefined
    const known = this.#continues(packet, digit, now)
    this.#timestamp = known ? (this.#timestamp as number) : packet.timestamp
    this.#digit = digit
    this.#ended = (known && this.#ended) || (flags & 0x80) !== 0
    this.#lastAt = now
    return known || !this.#allow(now) ? undefined : digit
  }

  /** Is this packet part of the event we know, or an older one that came late? */
  #continues(
    packet: { readonly marker: boolean; readonly timestamp: number },
    digit: string,
    now: number,
  ): boolean {
    if (this.#timestamp === undefined) return false
    const ahead = (packet.timestamp - this.#timestamp) | 0
    if (ahead === 0) return true
    if (ahead < 0 && ahead > -8000) return true
    // A long event goes on in segments with timestamps of their own, without a marker (§2.5.1.3).
    const goesOn = !this.#ended && !packet.marker && now - this.#lastAt < LOST_END_MS
    return goesOn && digit === this.#digit
  }

  #allow(now: number): boolean {
    const allowed = this.#pace.allows(now)
    if (!allowed) this.#refused++
    return allowed
  }
}

const FRAME_SAMPLES = 160
/** 100 ms of event: five packets, then its end three times (§2.5.1.4). */
const EVENT_PACKETS = 5
const END_PACKETS = 3
/** 80 ms of silence between digits, in packets. */
const GAP_PACKETS = 4
/** A comma in the digits waits 750 ms, as flows mean it. */
const PAUSE_PACKETS = 38
const QUEUE_MAX = 128

/** What goes out in the next 20 ms instead of sound. */
export interface DigitFrame {
  readonly digit: string
  readonly code: number
  /** First packet of the event. */
  readonly first: boolean
  readonly end: boolean
  /** How many samples ago the event began; its timestamp lies that far back. */
  readonly age: number
  /** Samples the event has lasted. */
  readonly duration: number
}

/** Plays out digits to send, one packet each 20 ms. */
export class DigitSender {
  #queue = ''
  #step = 0

  get busy(): boolean {
    return this.#queue !== ''
  }

  /** Adds digits `0-9*#A-D` and pauses `,`; other characters are left out. */
  add(digits: string): void {
    const wanted = digits.toUpperCase().replace(/[^0-9*#A-D,]/g, '')
    this.#queue = (this.#queue + wanted).slice(0, QUEUE_MAX)
  }

  /** The next 20 ms: a frame of an event, or undefined when nothing of a digit is to be sent. */
  next(): DigitFrame | undefined {
    const digit = this.#queue[0]
    if (digit === undefined) return undefined
    const step = this.#step++
    const packets = EVENT_PACKETS + END_PACKETS - 1
    if (step + 1 >= (digit === ',' ? PAUSE_PACKETS : packets + GAP_PACKETS)) {
      this.#queue = this.#queue.slice(1)
      this.#step = 0
    }
    if (digit === ',' || step >= packets) return undefined
    return {
      digit,
      code: DIGITS.indexOf(digit),
      first: step === 0,
      end: step >= EVENT_PACKETS - 1,
      age: step * FRAME_SAMPLES,
      duration: Math.min(step + 1, EVENT_PACKETS) * FRAME_SAMPLES,
    }
  }
}

/** Writes the four bytes of an event payload (§2.3) at -10 dBm0. */
export function writeEvent(into: Uint8Array, at: number, frame: DigitFrame): void {
  into[at] = frame.code
  into[at + 1] = (frame.end ? 0x80 : 0) | 10
  into[at + 2] = frame.duration >> 8
  into[at + 3] = frame.duration
}
