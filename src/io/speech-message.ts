// What the speech thread is asked and answers.
import type { SpeechPiece } from '../audio/ssml.ts'
import type { FliteVoice } from './flite.ts'

export interface SpeechOrder {
  readonly id: number
  readonly voice: FliteVoice
  readonly pieces: readonly SpeechPiece[]
  /** Where the finished .wav goes. */
  readonly path: string
}

export interface SpeechAnswer {
  readonly id: number
  /** Why there is no file. */
  readonly problem?: string
}
