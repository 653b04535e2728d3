// A report as the centre tells it: a table whose columns say what their cells are, and how a cell is read
// by people. Pages, PDF and mails show the same figures because they all ask here.

/** `/api/report/{kind}` */
export const REPORT_KINDS = [
  'sign-ins',
  'activity',
  'time-in-status',
  'phone-numbers',
  'queue-day',
  'metrics',
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** A moment is epoch ms, a duration ms, a percentage 0 to 100. */
export type CellKind = 'text' | 'moment' | 'duration' | 'count' | 'number' | 'percent'
export type Cell = string | number | null

export interface ReportColumn {
  readonly id: string
  /** In the language that was asked for. */
  readonly header: string
  readonly kind: CellKind
}

export interface ReportTable {
  readonly kind: ReportKind
  readonly title: string
  /** Epoch ms. */
  readonly from: number
  readonly until: number
  /** IANA; moments are shown by its clocks. */
  readonly zone: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** There is more than a report can have. */
  readonly isCut: boolean
  /** Of what a chart is drawn: a column of words or moments, and columns of numbers. */
  readonly chart?: { readonly by: string; readonly of: readonly string[] }
}

const NOTHING = '–'

/** A cell as people read it. @param language a tag of BCP 47. */
export function shownCell(
  cell: Cell | undefined,
  kind: CellKind,
  { zone, language }: { readonly zone: string; readonly language: string },
): string {
  if (cell === null || cell === undefined || cell === '') return NOTHING
  if (typeof cell === 'string') return cell
  switch (kind) {
    case 'moment':
      return momentFormat(zone, language).format(cell)
    case 'duration':
      return shownDuration(cell)
    case 'percent':
      return numberFormat(language, 'percent', 1).format(cell / 100)
    case 'number':
      return numberFormat(language, 'decimal', 1).format(cell)
    default:
      return numberFormat(language, 'decimal', 0).format(cell)
  }
}

/** 0:12:05, with hours always: the numbers of a column stand one below the other. */
function shownDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

const moments = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()

function momentFormat(timeZone: string, language: string): Intl.DateTimeFormat {
  return kept(
    moments,
    `${timeZone} ${language}`,
    () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone }),
  )
}

function numberFormat(
  language: string,
  style: 'decimal' | 'percent',
  maximumFractionDigits: number,
): Intl.NumberFormat {
  return kept(
    numbers,
    `${language} ${style} ${maximumFractionDigits}`,
    () => new Intl.NumberFormat(language, { style, maximumFractionDigits }),
  )
}

const KEPT_MAX = 100

/** Making one takes longer than a thousand uses. */
function kept<T>(made: Map<string, T>, key: string, make: () => T): T {
  const before = made.get(key)
  if (before) return before
  if (made.size >= KEPT_MAX) made.clear()
  const fresh = make()
  made.set(key, fresh)
  return fresh
}
