// Test cases of the API are played beside the centre, one after the other, each in a thread that ends with
// it: however long one goes on, and whatever it wrecks, calls are routed meanwhile.
import type { ResourceLimits, Worker } from 'node:worker_threads'
import type { TestCaseOrder } from '../api/test-case.ts'
import type { TestCaseResult } from '../flow-test/run-test-case.ts'
import { startWorker } from '../io/worker-thread.ts'

/** More are refused. */
const WAITING_MAX = 10
/** Of real time: an hour on the phone takes a second. */
const PLAYING_MAX_MS = 60_000
const MEMORY: ResourceLimits = { maxOldGenerationSizeMb: 512 }

export class TestCaseThreads {
  readonly #playingMaxMs: number
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #worker: Worker | undefined
  #isClosed: boolean = false

  constructor({ playingMaxMs = PLAYING_MAX_MS }: { readonly playingMaxMs?: number } = {}) {
    this.#playingMaxMs = playingMaxMs
  }

  /** Undefined when too many wait already. Rejects when the thread breaks, or there are to be none any more. */
  async play(order: TestCaseOrder): Promise<TestCaseResult | undefined> {
    if (this.#waiting >= WAITING_MAX) return undefined
    this.#waiting++
    const mine = this.#last.then(() => this.#play(order))
    this.#last = mine.catch(() => {
      // Whoever asked is told; the next is played all the same.
    })
    try {
      return await mine
    } finally {
      this.#waiting--
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#worker?.terminate()
  }

  #play(order: TestCaseOrder): Promise<TestCaseResult> {
    if (this.#isClosed) return Promise.reject(new Error('The centre is ending.'))
    const worker = startWorker('testcase-worker', order, MEMORY)
    this.#worker = worker
    return new Promise<TestCaseResult>((resolve, reject) => {
      const timer = setTimeout(() => {
        resolve(tooLong(order, this.#playingMaxMs))
      }, this.#playingMaxMs)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread of the test case ended.')))
      worker.once('exit', () => clearTimeout(timer))
    }).finally(() => worker.terminate())
  }
}

function tooLong({ start: { start = 0 } }: TestCaseOrder, afterMs: number): TestCaseResult {
  const record = { Message: `It was stopped after ${afterMs / 1000} s of computing.` }
  return {
    passed: false,
    start,
    end: start,
    records: [{ observationId: 'TestCompleted', status: 'FAILED', at: start, record }],
  }
}
