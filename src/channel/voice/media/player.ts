// Plays a list of sounds to one stream, 20 ms at a time.
import { SAMPLE_RATE } from '../../../audio/frame.ts'
import type { Sound } from './media-command.ts'

/** A silence in a prompt lasts at most an hour. */
const SILENCE_MAX_MS = 3_600_000

export interface Play {
  readonly playId: string
  readonly stopOnDigit: boolean
  readonly loop: boolean
  /** Undefined while the files are being read. */
  pieces: readonly Piece[] | undefined
}

/** Sound, or so many samples of silence. */
export type Piece = Int16Array | number

export class Player {
  #play: Play | undefined
  #piece = 0
  #at = 0

  get current(): Play | undefined {
    return this.#play
  }

  start(play: Play): void {
    this.#play = play
    this.#piece = 0
    this.#at = 0
  }

  stop(): void {
    this.#play = undefined
  }

  /** Fills the frame; false when nothing is left to play, so that the play has ended. */
  fill(frame: Int16Array): boolean {
    const pieces = this.#play?.pieces
    frame.fill(0)
    if (pieces === undefined) return true
    let filled = 0
    while (filled < frame.length && this.#ready(pieces)) filled += this.#copy(pieces, frame, filled)
    return filled > 0
  }

  /** Is there a piece to go on with? A loop begins again. */
  #ready(pieces: readonly Piece[]): boolean {
    if (this.#piece >= pieces.length && this.#play?.loop === true) this.#piece = 0
    return this.#piece < pieces.length
  }

  #copy(pieces: readonly Piece[], frame: Int16Array, filled: number): number {
    const piece = pieces[this.#piece] as Piece
    const length = typeof piece === 'number' ? piece : piece.length
    const count = Math.min(frame.length - filled, length - this.#at)
    if (typeof piece !== 'number') frame.set(piece.subarray(this.#at, this.#at + count), filled)
    this.#at += count
    if (this.#at >= length) {
      this.#piece++
      this.#at = 0
    }
    return count
  }
}

/** Reads the sounds; empty ones are left out, so that a loop of nothing ends. */
export async function loadPieces(
  sounds: readonly Sound[],
  loadSound: (path: string) => Promise<Int16Array>,
): Promise<readonly Piece[]> {
  const pieces = await Promise.all(
    sounds.map(sound =>
      sound.type === 'wav'
        ? loadSound(sound.path)
        : Math.round((Math.min(SILENCE_MAX_MS, sound.durationMs) * SAMPLE_RATE) / 1000),
    ),
  )
  return pieces.filter(piece => (typeof piece === 'number' ? piece > 0 : piece.length > 0))
}
