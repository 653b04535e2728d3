// How many chats may begin in a minute: whoever can see a page can start chats, so somebody will try
// to start very many.
import { type Instant, minutes } from '../../core/instant.ts'

/** Addresses are forgotten beyond this, the longest quiet first. */
const KEPT_MAX = 20_000

interface Bucket {
  /** How many may still begin. */
  left: number
  at: Instant
}

export class StartLimits {
  readonly #buckets = new Map<string, Bucket>()

  /** Whether one more may begin now under each of the names; it then counts for all of them. */
  take(now: Instant, limits: readonly (readonly [name: string, perMinute: number])[]): boolean {
    const buckets = limits.map(([name, perMinute]) => this.#filled(name, perMinute, now))
    if (buckets.some(bucket => bucket.left < 1)) return false
    for (const bucket of buckets) bucket.left--
    return true
  }

  #filled(name: string, perMinute: number, now: Instant): Bucket {
    const before = this.#buckets.get(name) ?? { left: perMinute, at: now }
    const grown = (perMinute * Math.max(0, now - before.at)) / minutes(1)
    const bucket = { left: Math.min(perMinute, before.left + grown), at: now }
    this.#buckets.delete(name)
    this.#buckets.set(name, bucket)
    if (this.#buckets.size > KEPT_MAX) this.#forgetOldest()
    return bucket
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }
}

/** Who holds an IPv6 address holds its whole network (RFC 6177): those count as one. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain.includes(':') ? groupsOf(plain).slice(0, 4).join(':') : plain
}

/** All eight groups, also those that `::` stands for (RFC 4291 §2.2). */
function groupsOf(address: string): readonly string[] {
  const [before = '', after] = address.split('::')
  const [first, last] = [before, after ?? ''].map(part => (part === '' ? [] : part.split(':')))
  const missing = after === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0)
  return [...(first ?? []), ...Array.from({ length: missing }, () => '0'), ...(last ?? [])]
}
