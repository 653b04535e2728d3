// A wallboard as `/api/wallboards` tells of it, and how its numbers are shown.
import { type Level, levelOf } from '../live/thresholds.ts'
import type { MetricName } from '../texts/metric-texts.ts'

export interface Board {
  readonly id: string
  readonly name: string
  readonly queueIds: readonly string[]
  readonly limits: Readonly<Record<string, BoardLimit>>
  readonly rotateSeconds: number
  readonly sound: boolean
  /** Epoch ms: since when there is a link without sign-in. */
  readonly linkSince?: number
}

export interface BoardLimit {
  readonly warn?: number | undefined
  readonly alarm?: number | undefined
  readonly below: boolean
}

export interface BoardFigures extends Board {
  /** Epoch ms. */
  readonly at: number
  readonly queues: readonly {
    readonly id: string
    readonly name: string
    readonly values: Readonly<Record<string, number>>
  }[]
}

/** What is shown, by the service's name: `past` is of the last 24 hours. */
export const TILES: readonly {
  readonly metric: MetricName
  readonly source: string
  readonly past: boolean
}[] = [
  { metric: 'CONTACTS_IN_QUEUE', source: 'CONTACTS_IN_QUEUE', past: false },
  { metric: 'OLDEST_CONTACT_SINCE', source: 'OLDEST_CONTACT_AGE', past: false },
  { metric: 'AGENTS_AVAILABLE', source: 'AGENTS_AVAILABLE', past: false },
  { metric: 'AGENTS_ON_CONTACT', source: 'AGENTS_ON_CONTACT', past: false },
  { metric: 'SERVICE_LEVEL', source: 'SERVICE_LEVEL', past: true },
  { metric: 'CONTACTS_HANDLED', source: 'CONTACTS_HANDLED', past: true },
  { metric: 'CONTACTS_ABANDONED', source: 'CONTACTS_ABANDONED', past: true },
]

export function levelOn(board: Board, metric: string, value: number | undefined): Level {
  const limit = board.limits[metric]
  return levelOf(limit && { metric, ...limit }, value)
}

/** Which queue has its turn; all of them without rotation. */
export function queuesAt({ queues, rotateSeconds }: BoardFigures, now: number) {
  if (rotateSeconds === 0 || queues.length === 0) return queues
  const turn = Math.floor(now / (rotateSeconds * 1000)) % queues.length
  return queues.slice(turn, turn + 1)
}
