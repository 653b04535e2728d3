// How often programs may call which operation, where the instance's owner has said so: token buckets, as AWS
// has them, one for each caller and operation. https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html
import { Allowance } from '../../channel/chat/allowance.ts'
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { RequestRateDocument } from '../../core/directory/limits.ts'
import type { Instant } from '../../core/instant.ts'
import { seconds } from '../../core/instant.ts'
import { ServiceError } from '../service-error.ts'

/** Everybody, or every operation, each by itself. */
export const EACH = '*'

/** Of what one caller is refused of one operation, so much is written down: one in this time. */
const TOLD_EVERY_MS = seconds(10)
/** Buckets kept. When there are more, all begin anew. */
const BUCKETS_MAX = 20_000

/** The refusal of a call that came too soon after others. */
export class TooOften extends ServiceError {
  /** One like it has been written down a moment ago: a program in a loop must not fill the audit trail. */
  readonly isKnown: boolean

  constructor(rate: RequestRateDocument, operation: string, isKnown: boolean) {
    const { PerSecond, Burst } = rate
    super(
      rate.Exception,
      `Too many requests: ${operation} may be called ${PerSecond} times a second, and ${Burst} times at once.`,
    )
    this.isKnown = isKnown
  }
}

interface Bucket {
  readonly rate: RequestRateDocument
  readonly allowance: Allowance
  toldAt: Instant | undefined
}

export class RequestRates {
  readonly #directory: DirectoryView
  readonly #buckets = new Map<string, Bucket>()
  #refused = 0

  constructor(directory: DirectoryView) {
    this.#directory = directory
  }

  /** Calls that have been refused. */
  get refused(): number {
    return this.#refused
  }

  /** Throws `TooOften` when the caller has no call of this operation left. */
  use(operation: string, caller: string, now: Instant): void {
    const rate = rateOf(this.#directory, operation, caller)
    if (!rate) return
    const bucket = this.#bucket(rateId(operation, caller), rate, now)
    if (bucket.allowance.take(now)) return
    this.#refused++
    const isKnown = bucket.toldAt !== undefined && now - bucket.toldAt < TOLD_EVERY_MS
    if (!isKnown) bucket.toldAt = now
    throw new TooOften(rate, operation, isKnown)
  }

  /** Another rate is another bucket, and a full one. */
  #bucket(id: string, rate: RequestRateDocument, now: Instant): Bucket {
    const known = this.#buckets.get(id)
    if (known?.rate === rate) return known
    if (this.#buckets.size >= BUCKETS_MAX) this.#buckets.clear()
    const allowance = new Allowance({ burst: rate.Burst, perSecond: rate.PerSecond }, now)
    const made: Bucket = { rate, allowance, toldAt: undefined }
    this.#buckets.set(id, made)
    return made
  }
}

/** What is said of the caller holds before what is said of everybody, and of the operation before all. */
function rateOf(
  directory: DirectoryView,
  operation: string,
  caller: string,
): RequestRateDocument | undefined {
  if (directory.count('request-rate') === 0) return undefined
  const rate = (...of: Parameters<typeof rateId>) => directory.get('request-rate', rateId(...of))
  return rate(operation, caller) ?? rate(EACH, caller) ?? rate(operation, EACH) ?? rate(EACH, EACH)
}

/** What a rate is kept under. */
export function rateId(operation: string, caller: string): string {
  return `${operation} ${caller}`
}
