// Starts one of our worker threads, from TypeScript sources as well as from the built server.
import { setFlagsFromString } from 'node:v8'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Spacing } from './spacing.ts'

/**
 * `name` is a file of src/server or, once built, of the folder of the bundle that calls. The thread
 * finds `settings` in its `workerData`.
 */
export function startWorker(
  name: 'media-worker' | 'recorder-worker' | 'speech-worker' | 'testcase-worker',
  settings: unknown,
  resourceLimits: ResourceLimits = {},
): Worker {
  if (resourceLimits.maxYoungGenerationSizeMb !== undefined) forgetYoungGenerationFlags()
  const here = import.meta.url
  if (!here.endsWith('.ts'))
    return new Worker(new URL(`./${name}.mjs`, here), { workerData: { settings }, resourceLimits })
  const entry = new URL(`../server/${name}.ts`, here).href
  const first = new URL('../server/typescript-worker.mjs', here)
  return new Worker(first, { workerData: { settings, entry }, resourceLimits })
}

/** What Node's own command line says of the young generation would win over what a thread is given. */
function forgetYoungGenerationFlags(): void {
  // The threads that run already have their heaps.
  setFlagsFromString('--min-semi-space-size=0')
  setFlagsFromString('--max-semi-space-size=0')
}

/**
 * Waking a thread is dear: what is said while the loop handles what has come is posted together, and
 * when much is said with some `spacing`.
 */
export function gathered<T>(
  post: (messages: readonly T[]) => void,
  spacing?: Spacing,
): (message: T) => void {
  let waiting: T[] = []
  const send = () => {
    const messages = waiting
    waiting = []
    spacing?.passedOn(performance.now())
    post(messages)
  }
  return message => {
    spacing?.note(performance.now())
    if (waiting.push(message) > 1) return
    const waitMs = spacing?.waitMs(performance.now()) ?? 0
    if (waitMs >= 1) setTimeout(send, waitMs)
    else setImmediate(send)
  }
}
