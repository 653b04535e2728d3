// What reports ask of history beyond metrics. Rows come as columns, in the order that each question names.
import type { Instant } from '../core/instant.ts'
import type { Json } from '../core/json.ts'

export type ReportQuestion = {
  readonly from: Instant
  readonly until: Instant
  readonly rowsMax: number
} & (
  | {
      /**
       * Agents who came and went: agent id, LOGIN or LOGOUT, when. What an agent did last before the time is
       * there as well.
       */
      readonly of: 'signIns'
      /** Undefined: everybody. */
      readonly agentIds?: readonly string[] | undefined
    }
  | {
      /**
       * Stretches in one status, cut to the time: agent id, status id, name, type, from, until, and for how
       * much of it there was a contact in hand, ms. Of entries up to that number.
       */
      readonly of: 'statuses'
      readonly agentIds?: readonly string[] | undefined
      readonly upTo: number
    }
  /**
   * Calls by the number of ours they are about: number, method, contacts, those answered, those who gave up,
   * talk time, ms, and wait until the answer, ms.
   */
  | { readonly of: 'numbers' }
  /**
   * A queue by parts of the time: the part's beginning, contacts that came, were answered, gave up, waited on
   * average and at most at once, and longest wait, ms.
   */
  | { readonly of: 'queueDay'; readonly queueId: string; readonly borders: readonly Instant[] }
)

export interface ReportReader {
  /** Throws `HistoryUnavailable`. */
  report(question: ReportQuestion): Promise<readonly (readonly Json[])[]>
}
