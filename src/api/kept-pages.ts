// Long results are kept for some minutes, so that the pages of one are pages of one moment.
import type { CentreView } from '../core/centre-view.ts'
import type { Instant } from '../core/instant.ts'
import type { OperationContext } from './operation-context.ts'
import { type Paging, readToken, writeToken } from './page.ts'
import { invalidParameter, invalidRequest } from './service-error.ts'

/** As in the service. */
const KEPT_MS = 5 * 60_000
/** The oldest go when there are more. */
const KEPT_MAX = 32

interface Kept<Item> {
  readonly items: readonly Item[]
  /** When the items were as they are. */
  readonly at: Instant
  /** What was asked for. */
  readonly request: string
}

export interface KeptPage<Item> {
  readonly items: readonly Item[]
  readonly total: number
  readonly at: Instant
  readonly NextToken: string | undefined
}

export class KeptPages<Item> {
  /** Of each centre there is in this process: one, but in tests. */
  readonly #centres = new WeakMap<CentreView, Map<string, Kept<Item>>>()

  /** A page of what was kept, when there is a token for it; else of what `make` answers now. */
  page(
    context: OperationContext,
    { NextToken, MaxResults = 100 }: Paging,
    request: string,
    make: () => readonly Item[],
  ): KeptPage<Item> {
    const all = this.#of(context)
    if (NextToken === undefined) {
      const made = { items: make(), at: context.now, request }
      const id = context.newId()
      if (made.items.length > MaxResults) all.set(id, made)
      return pageOf(made, id, 0, MaxResults)
    }
    const [id = '', start = ''] = readToken(NextToken).split(' ')
    const kept = all.get(id)
    if (!kept || !/^\d+$/.test(start)) {
      throw invalidParameter('NextToken has expired or is not one of ours.')
    }
    if (kept.request !== request) {
      throw invalidRequest('NextToken belongs to a request with other parameters.')
    }
    return pageOf(kept, id, Number(start), MaxResults)
  }

  /** What is kept for the caller's centre, without what is too old. */
  #of({ centre, now }: OperationContext): Map<string, Kept<Item>> {
    const all = this.#centres.get(centre) ?? new Map<string, Kept<Item>>()
    this.#centres.set(centre, all)
    for (const [id, { at }] of all) {
      if (all.size < KEPT_MAX && now - at <= KEPT_MS) break
      all.delete(id)
    }
    return all
  }
}

function pageOf<Item>(
  { items, at }: Kept<Item>,
  id: string,
  start: number,
  size: number,
): KeptPage<Item> {
  const end = start + size
  return {
    items: items.slice(start, end),
    total: items.length,
    at,
    NextToken: end < items.length ? writeToken(`${id} ${end}`) : undefined,
  }
}
