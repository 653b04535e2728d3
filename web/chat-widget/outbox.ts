// What the customer has written and nobody has taken yet. It is sent in order, the same words under the
// same token however often it takes, so that they arrive once.

export interface OutboxEntry {
  readonly clientToken: string
  readonly contentType: string
  readonly content: string
  /** When it was written, by the customer's clock. */
  readonly at: number
  readonly state: 'waiting' | 'sending' | 'failed'
  /** Why it will not be taken, in the service's words. */
  readonly reason?: string
  /** What is shown in place of the content: the choice that was made, the file's name. */
  readonly label?: string
  /** Not kept over a reload. */
  readonly file?: File
}

export class Outbox {
  #entries: readonly OutboxEntry[]

  /** What was being sent when the page went away is sent again. */
  constructor(kept: readonly OutboxEntry[] = []) {
    this.#entries = kept.map(each =>
      each.state === 'sending' ? { ...each, state: 'waiting' } : each,
    )
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries
  }

  /** What outlives the page. */
  get kept(): readonly OutboxEntry[] {
    return this.#entries.filter(each => each.file === undefined)
  }

  get next(): OutboxEntry | undefined {
    return this.#entries.find(each => each.state === 'waiting')
  }

  get inFlight(): OutboxEntry | undefined {
    return this.#entries.find(each => each.state === 'sending')
  }

  add(entry: Omit<OutboxEntry, 'state'>): void {
    this.#entries = [...this.#entries, { ...entry, state: 'waiting' }]
  }

  remove(clientToken: string): void {
    this.#entries = this.#entries.filter(each => each.clientToken !== clientToken)
  }

  mark(clientToken: string, state: OutboxEntry['state'], reason?: string): void {
    this.#entries = this.#entries.map(each => {
      if (each.clientToken !== clientToken) return each
      const { reason: _, ...others } = each
      return { ...others, state, ...(reason !== undefined && { reason }) }
    })
  }

  /** Nothing will be sent any more. */
  fail(reason: string): void {
    for (const { clientToken } of this.#entries) this.mark(clientToken, 'failed', reason)
  }
}
