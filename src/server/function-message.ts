// What the centre and the process that runs this machine's functions tell each other.
import type { HandlerCall, HandlerOutcome } from '../function/handler-call.ts'
import type { HandlerPoolOptions } from '../function/handler-pool.ts'

/** Its first argument, as JSON. */
export type FunctionSettings = Omit<HandlerPoolOptions, 'workerFile'>

export interface FunctionRequest {
  readonly number: number
  readonly call: HandlerCall
}

export interface FunctionAnswer {
  readonly number: number
  readonly outcome: HandlerOutcome
}
