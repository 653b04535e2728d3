// Starts one of our worker threads, from TypeScript sources as well as from the built server.
import { Worker } from 'node:worker_threads'

/**
 * `name` is a file of src/server or, once built, of the folder of the bundle that calls. The thread
 * finds `settings` in its `workerData`.
 */
export function startWorker(name: 'media-worker' | 'speech-worker', settings: unknown): Worker {
  const here = import.meta.url
  if (!here.endsWith('.ts'))
    return new Worker(new URL(`./${name}.mjs`, here), { workerData: { settings } })
  const entry = new URL(`../server/${name}.ts`, here).href
  const first = new URL('../server/typescript-worker.mjs', here)
  return new Worker(first, { workerData: { settings, entry } })
}
