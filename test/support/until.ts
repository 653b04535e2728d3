// Waiting for the real world, never longer than said.
import { setTimeout as pause } from 'node:timers/promises'

/** Looks again and again until there is something, which it returns; complains when there is nothing in time. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`)
    await pause(20)
  }
}
