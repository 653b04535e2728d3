// The centre's side of the process that runs this machine's functions: started when the first one is
// called, started again when it dies.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { HandlerCall, HandlerOutcome } from '../function/handler-call.ts'
import type { FunctionAnswer, FunctionRequest, FunctionSettings } from './function-message.ts'

/** It keeps the time itself; this is for when it does not. */
const LATE_MS = 1000
const STOP_MS = 500

export class FunctionHost {
  readonly #settings: FunctionSettings
  readonly #waiting = new Map<number, (outcome: HandlerOutcome) => void>()
  #child: ChildProcess | undefined
  #calls = 0

  constructor(settings: FunctionSettings) {
    this.#settings = settings
  }

  /** Of the process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Makes ready, so that the first call need not wait. */
  start(): ChildProcess {
    this.#child ??= this.#fork()
    return this.#child
  }

  /** Always resolves, soon after the call's time limit at the latest. */
  invoke(call: HandlerCall): Promise<HandlerOutcome> {
    return new Promise(resolve => {
      const number = ++this.#calls
      const late = setTimeout(
        () => settle({ ok: false, why: 'timeUp', message: 'It took too long.' }),
        call.timeLimitMs + LATE_MS,
      )
      const settle = (outcome: HandlerOutcome) => {
        clearTimeout(late)
        this.#waiting.delete(number)
        resolve(outcome)
      }
      this.#waiting.set(number, settle)
      const request: FunctionRequest = { number, call }
      this.start().send(request, error => {
        if (error) settle(gone)
      })
    })
  }

  /** Ends every function, and the process with them. */
  async close(): Promise<void> {
    const child = this.#child
    if (!child) return
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
    if (child.connected) child.disconnect()
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(killer)
  }

  #fork(): ChildProcess {
    const here = import.meta.url
    const isSource = here.endsWith('.ts')
    const file = isSource ? './functions-worker.ts' : './functions-worker.mjs'
    const child = fork(fileURLToPath(new URL(file, here)), [JSON.stringify(this.#settings)], {
      execArgv: isSource ? ['--import', 'tsx'] : ['--enable-source-maps'],
      // It needs none of our secrets, and so none can get lost there.
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('message', message => {
      const { number, outcome } = message as FunctionAnswer
      this.#waiting.get(number)?.(outcome)
    })
    const over = () => {
      if (this.#child !== child) return
      this.#child = undefined
      for (const settle of [...this.#waiting.values()]) settle(gone)
    }
    child.once('exit', over)
    child.once('error', over)
    return child
  }
}

const gone: HandlerOutcome = {
  ok: false,
  why: 'died',
  message: 'The process that runs functions ended.',
}
