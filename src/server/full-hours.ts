// A tick just after every full hour.
import type { Clock } from '../io/clock.ts'

const HOUR_MS = 60 * 60_000
/** No clock is so exact that the hour has begun for everybody. */
const AFTER_MS = 50

/** Answers how to end it. */
export function atFullHours(clock: Clock, tick: () => void): () => void {
  let cancel = () => {}
  const arm = () => {
    const now = clock.now()
    cancel = clock.schedule(now - (now % HOUR_MS) + HOUR_MS + AFTER_MS, () => {
      tick()
      arm()
    })
  }
  arm()
  return () => cancel()
}
