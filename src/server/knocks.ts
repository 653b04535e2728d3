// Who calls again and again without the right word is not listened to for a while.
import type { Clock } from '../io/clock.ts'

const IN_VAIN_MAX = 60
const WINDOW_MS = 60_000
/** Addresses remembered at once. */
const KEPT_MAX = 10_000

export class Knocks {
  readonly #clock: Clock
  readonly #inVain = new Map<string, { count: number; since: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whoever stands before us on this machine speaks for everybody: nobody is shut out for that. */
  mayCome(from: string): boolean {
    if (isThisMachine(from)) return true
    const known = this.#inVain.get(from)
    if (!known) return true
    if (this.#clock.now() - known.since < WINDOW_MS) return known.count < IN_VAIN_MAX
    this.#inVain.delete(from)
    return true
  }

  inVain(from: string): void {
    const known = this.#inVain.get(from)
    if (known) known.count++
    else this.#inVain.set(from, { count: 1, since: this.#clock.now() })
    const [oldest] = this.#inVain.keys()
    if (this.#inVain.size > KEPT_MAX && oldest !== undefined) this.#inVain.delete(oldest)
  }
}

function isThisMachine(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
