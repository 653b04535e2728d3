// What each report is made from, and what several of them show.
import { userReaches } from '../api/access/reach.ts'
import type { Cell, ReportColumn, ReportTable } from '../api/contract/report-table.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Kind } from '../core/directory/document.ts'
import type { Instant } from '../core/instant.ts'
import type { ReportReader } from '../store/report-reader.ts'
import type { AskMetrics } from './ask-metrics.ts'
import type { ReportRequest } from './report-request.ts'
import type { ColumnWord, ReportWords } from './report-words.ts'

export interface ReportWorld {
  readonly centre: CentreView
  readonly reader: ReportReader
  now(): Instant
  /** The number of the journal's last entry, and when all up to now are durable. */
  lastEntry(): number
  durable(): Promise<void>
  askMetrics: AskMetrics
}

/** What each report is made from. */
export interface ReportTask {
  readonly world: ReportWorld
  readonly request: ReportRequest
  readonly words: ReportWords
  /** In whose name. */
  readonly userId: string
}

/** What a report shows beside its title and time. */
export type ReportPart = Pick<ReportTable, 'columns' | 'rows' | 'isCut' | 'chart'>

/** More rows nobody reads; a spreadsheet takes a million. */
export const ROWS_MAX = 100_000

export function column(
  words: ReportWords,
  id: ColumnWord,
  kind: ReportColumn['kind'] = 'text',
): ReportColumn {
  return { id, header: words.columns[id], kind }
}

/** The columns of an agent's names, and what stands there; undefined for agents whom the user may not see. */
export function agentNames({ world, words, userId }: ReportTask) {
  const known = new Map<string, readonly [Cell, Cell] | undefined>()
  const look = (id: string): readonly [Cell, Cell] | undefined => {
    const user = world.centre.directory.get('agent', id)
    // Of those who have been deleted nobody knows any more of what group they were.
    if (!userReaches(world.centre, userId, 'agent', { id, document: user ?? {} })) return undefined
    const { FirstName = '', LastName = '' } = user?.IdentityInfo ?? {}
    return [user?.Username ?? id, `${FirstName} ${LastName}`.trim()]
  }
  return {
    columns: [column(words, 'agent'), column(words, 'name')],
    of(id: string): readonly [Cell, Cell] | undefined {
      if (!known.has(id)) known.set(id, look(id))
      return known.get(id)
    },
  }
}

/** Whether the user may see a thing that is configured. */
export function maySee({ world, userId }: ReportTask, kind: Kind, id: string): boolean {
  const document = world.centre.directory.get(kind, id)
  return userReaches(world.centre, userId, kind, { id, document: document ?? {} })
}
