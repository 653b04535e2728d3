// The body of a request that must not come too slowly: whoever sends a byte now and then holds what others
// need.
import { seconds } from '../core/instant.ts'
import type { Clock } from '../io/clock.ts'
import type { Request } from './http-server.ts'

/** Slower than the worst mobile networks. */
const BYTES_PER_SECOND_MIN = 16_384
/** Nothing need have come so far. */
const PATIENCE_MS = seconds(15)
const LOOK_EVERY_MS = seconds(5)

export class TooSlow extends Error {}

/** Rejects with `TooSlow`, or as `request.body` does. What comes after that is not read any more. */
export async function steadyBody(
  request: Request,
  clock: Clock,
  bytesMax: number,
): Promise<Uint8Array> {
  const { socket } = request.incoming
  const began = clock.now()
  const before = socket.bytesRead
  let stop = () => {}
  const tooSlow = new Promise<never>((_, reject) => {
    const look = () => {
      const steady = ((socket.bytesRead - before) / BYTES_PER_SECOND_MIN) * seconds(1)
      if (clock.now() - began > PATIENCE_MS + steady) return reject(new TooSlow())
      stop = clock.schedule(clock.now() + LOOK_EVERY_MS, look)
    }
    look()
  })
  try {
    return await Promise.race([request.body(bytesMax), tooSlow])
  } finally {
    stop()
  }
}
