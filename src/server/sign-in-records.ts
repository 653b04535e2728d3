// Which attempts to sign in are written down. Whoever makes names up could fill the disk from outside: of
// one address, and of all together, so many a minute are, and the others are counted in one record.
import { addressKey } from '../api/widget/start-limits.ts'
import { type Instant, minutes } from '../core/instant.ts'
import type { SignIn } from './sessions.ts'

const WINDOW_MS = minutes(1)
const OF_ADDRESS_MAX = 10
const OF_ALL_MAX = 300
/** Those of other addresses are counted together. */
const ADDRESSES_MAX = 1000
const OTHERS = 'several addresses'

/** Attempts that were not written down one by one. */
export interface UnwrittenSignIns {
  readonly address: string
  readonly count: number
  readonly from: Instant
  readonly until: Instant
}

export class SignInRecords {
  readonly #write: (signIn: SignIn) => void
  readonly #summarise: (unwritten: UnwrittenSignIns) => void
  readonly #seen = new Map<string, { written: number; unwritten: number }>()
  #since: Instant = 0
  #written = 0

  constructor(to: {
    write(signIn: SignIn): void
    summarise(unwritten: UnwrittenSignIns): void
  }) {
    this.#write = to.write
    this.#summarise = to.summarise
  }

  /** Of names that there are, all are written down: there are limits on trying those. */
  signedIn(signIn: SignIn, now: Instant): void {
    if (signIn.userId !== undefined) return this.#write(signIn)
    this.passed(now)
    if (this.#seen.size === 0) this.#since = now
    const address = addressKey(signIn.address)
    const isOther = !this.#seen.has(address) && this.#seen.size >= ADDRESSES_MAX
    const key = isOther ? OTHERS : address
    const seen = this.#seen.get(key) ?? { written: 0, unwritten: 0 }
    this.#seen.set(key, seen)
    if (isOther || seen.written >= OF_ADDRESS_MAX || this.#written >= OF_ALL_MAX) {
      seen.unwritten++
      return
    }
    seen.written++
    this.#written++
    this.#write(signIn)
  }

  /** Time has passed: tells what has not been written down in the minute before. */
  passed(now: Instant): void {
    if (now - this.#since >= WINDOW_MS) this.flush(now)
  }

  flush(now: Instant): void {
    for (const [address, { unwritten: count }] of this.#seen) {
      if (count > 0) this.#summarise({ address, count, from: this.#since, until: now })
    }
    this.#seen.clear()
    this.#written = 0
  }
}
