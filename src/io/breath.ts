// Long work in a process that holds calls: those must be answered in between.
import { setImmediate } from 'node:timers/promises'

/** Whatever waits for the process has its turn. */
export function breath(): Promise<unknown> {
  return setImmediate()
}
