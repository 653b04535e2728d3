// Where historical metrics are counted: facts of all time, wherever they are kept.

import type { Instant } from '../core/instant.ts'
import type { Fact, FactKind } from '../core/metrics/fact.ts'
import type { Counted, FactQuery } from '../core/metrics/history/measure.ts'

export interface FactReader {
  /** What facts that have been written down come to. `fact-sql.ts` says it in SQL. */
  count(query: FactQuery): Promise<readonly Counted[]>
  /** Facts of a kind that were over within a time, the first instant included and the second not. */
  facts(kind: FactKind, from: Instant, until: Instant): AsyncIterable<Fact>
}

/** Nobody can read history now; the message says why in one sentence. It may go better later. */
export class HistoryUnavailable extends Error {}
