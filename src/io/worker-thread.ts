// Starts one of our worker threads, from TypeScript sources as well as from the built server.
import { Worker } from 'node:worker_threads'

/**
 * `name` is a file of src/server or, once built, of the folder of the bundle that calls. The thread
 * finds `settings` in its `workerData`.
 */
export function startWorker(
  name: 'media-worker' | 'recorder-worker' | 'speech-worker',
  settings: unknown,
): Worker {
  const here = import.meta.url
  if (!here.endsWith('.ts'))
    return new Worker(new URL(`./${name}.mjs`, here), { workerData: { settings } })
  const entry = new URL(`../server/${name}.ts`, here).href
  const first = new URL('../server/typescript-worker.mjs', here)
  return new Worker(first, { workerData: { settings, entry } })
}

/** Waking a thread is dear: what is said while the loop handles what has come is posted together. */
export function gathered<T>(post: (messages: readonly T[]) => void): (message: T) => void {
  let waiting: T[] = []
  return message => {
    if (waiting.push(message) > 1) return
    setImmediate(() => {
      const messages = waiting
      waiting = []
      post(messages)
    })
  }
}
