// The recorder as the media thread reaches it: in a thread that gives way to every other, for nobody
// waits for a recording.
import { startWorker } from '../../../io/worker-thread.ts'
import type { RecorderEvent } from './recorder.ts'
import type { TapePiece } from './tape.ts'

/** What the recorder's thread says. */
export type RecorderMessage =
  | RecorderEvent
  /** A piece of tape is read; its words come back. */
  | {
      readonly type: 'taken'
      readonly words: Uint32Array
      readonly late: number
      readonly concealed: number
    }

export interface RecorderThread {
  take(piece: TapePiece): void
  stop(): Promise<number>
}

/** `onFailure` is told when the thread dies: what it was writing is lost. */
export function openRecorder(
  onMessage: (message: RecorderMessage) => void,
  onFailure: (reason: string) => void,
): RecorderThread {
  const worker = startWorker('recorder-worker', undefined)
  let ended = false
  const failed = (reason: string) => {
    if (!ended) onFailure(reason)
    ended = true
  }
  worker.on('message', onMessage)
  worker.on('error', error => failed(error instanceof Error ? error.message : String(error)))
  worker.on('exit', code => failed(`the recorder's thread ended with code ${code}`))
  return {
    take: piece => worker.postMessage(piece, [piece.words.buffer as ArrayBuffer]),
    stop: () => {
      ended = true
      return worker.terminate()
    },
  }
}
