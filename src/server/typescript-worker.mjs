// The first step of a worker thread that runs from TypeScript sources: `--import tsx` registers nothing
// inside a thread, so it is done here.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.entry)
