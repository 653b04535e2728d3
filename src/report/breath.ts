// Large reports are made in the process that holds the calls: it must be able to answer those in between.
import { setImmediate } from 'node:timers/promises'

/** Whatever waits for the process has its turn. */
export function breath(): Promise<unknown> {
  return setImmediate()
}
