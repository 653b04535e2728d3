// The recorder's thread: makes sound files of what the media thread taped. It gives way to the others.
import { parentPort } from 'node:worker_threads'
import type { RecorderMessage } from '../channel/voice/media/open-recorder.ts'
import { Recorder } from '../channel/voice/media/recorder.ts'
import type { TapePiece } from '../channel/voice/media/tape.ts'
import { assert } from '../core/assert.ts'
import { StereoFile } from '../io/sound-files.ts'
import { giveWay } from '../io/thread-priority.ts'

assert(parentPort, 'the recorder runs in a thread of its own')
const port = parentPort
giveWay()
const recorder = new Recorder({
  createRecording: path => new StereoFile(path),
  emit: event => port.postMessage(event satisfies RecorderMessage),
})

port.on('message', (piece: TapePiece) => {
  recorder.take(piece)
  const { words } = piece
  const taken: RecorderMessage = { type: 'taken', words, ...recorder.counted() }
  port.postMessage(taken, [words.buffer as ArrayBuffer])
})
