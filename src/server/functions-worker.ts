// The process that looks after the functions of this machine. It stands between them and the centre:
// what they print, use and wreck is its affair, and when the centre dies it ends them all.
import { fileURLToPath } from 'node:url'
import { HandlerPool } from '../function/handler-pool.ts'
import type { FunctionAnswer, FunctionRequest, FunctionSettings } from './function-message.ts'

const here = import.meta.url
const worker = here.endsWith('.ts') ? '../function/handler-worker.mjs' : './handler-worker.mjs'
const settings = JSON.parse(process.argv[2] ?? '{}') as FunctionSettings
const pool = new HandlerPool({ ...settings, workerFile: fileURLToPath(new URL(worker, here)) })

process.on('message', message => {
  const { number, call } = message as FunctionRequest
  void pool.invoke(call).then(outcome => {
    const answer: FunctionAnswer = { number, outcome }
    // An error means that the centre is gone: see 'disconnect'.
    process.send?.(answer, () => undefined)
  })
})
process.on('disconnect', () => void pool.close().finally(() => process.exit(0)))
// The centre alone decides when it ends.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined)
