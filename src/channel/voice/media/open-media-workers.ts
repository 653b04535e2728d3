// The media engine as the voice node reaches it: in a worker thread, so that nothing else ever delays
// a voice.
import { Spacing } from '../../../io/spacing.ts'
import { gathered, startWorker } from '../../../io/worker-thread.ts'
import type { MediaCommand, MediaEvent, MediaPort } from './media-command.ts'

/** From some sixty calls a second on, commands wait a little for each other. */
const SPACING = { perSecond: 500, maxMs: 5 }

export interface MediaWorkerSettings {
  /** UDP ports for RTP and WebRTC, both ends included. */
  readonly rtpPorts: { readonly min: number; readonly max: number }
  /** When a stream that should hear something is reported silent. */
  readonly silentAfterMs: number
}

/** What the worker says beside events. Both ways several in one message, as JSON: threads pass text on faster than objects. */
export type MediaWorkerMessage =
  | MediaEvent
  | { readonly type: 'ready' }
  | { readonly type: 'closed' }

/**
 * A little room for what is thrown away soon: collecting it takes 1 ms forty times a second, rather than
 * 5 ms eight times.
 */
const SHORT_PAUSES = { maxYoungGenerationSizeMb: 3 }

/**
 * Starts the media engine. `onFailure` is told when its thread dies: every stream is lost with it.
 * One worker carries several hundred calls; more of them would have to keep each mix together.
 */
export async function openMediaWorkers(
  settings: { readonly rtpPorts: MediaWorkerSettings['rtpPorts']; readonly silentAfterMs?: number },
  onFailure: (reason: string) => void,
): Promise<MediaPort> {
  const data: MediaWorkerSettings = { silentAfterMs: 60_000, ...settings }
  const worker = startWorker('media-worker', data, SHORT_PAUSES)
  const listeners: ((event: MediaEvent) => void)[] = []
  let closing: (() => void) | undefined
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', () => {
      worker.off('error', reject)
      resolve()
    })
  })
  worker.on('error', error => onFailure(error instanceof Error ? error.message : String(error)))
  worker.on('exit', code => {
    if (closing === undefined) onFailure(`the media thread ended with code ${code}`)
  })
  worker.on('message', (text: string) => {
    for (const message of JSON.parse(text) as readonly MediaWorkerMessage[]) {
      if (message.type === 'closed') closing?.()
      else if (message.type !== 'ready') for (const listener of listeners) listener(message)
    }
  })
  const post = gathered<MediaCommand | { readonly type: 'close' }>(
    messages => worker.postMessage(JSON.stringify(messages)),
    new Spacing(SPACING),
  )
  return {
    send: post,
    onEvent: listener => {
      listeners.push(listener)
    },
    close: async () => {
      await new Promise<void>(resolve => {
        closing = resolve
        post({ type: 'close' })
      })
      await worker.terminate()
    },
  }
}
