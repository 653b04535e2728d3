// The messaging channels of a running centre.
export interface ShownChannel {
  readonly name: string
  readonly provider: string
  readonly addresses: readonly string[]
  readonly callbackUrl?: string
  /** Only when it has just been made. */
  readonly secret?: string
}

/** Where a centre has them. */
export const MESSAGING = '/api/messaging'
