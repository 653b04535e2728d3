// What is asked of a report, from what a page's address or a program's request says.
import { REPORT_KINDS, type ReportKind } from '../api/contract/report-table.ts'
import type { Instant } from '../core/instant.ts'
import { isZone } from '../core/metrics/history/intervals.ts'

export interface ReportRequest {
  readonly kind: ReportKind
  readonly from: Instant
  readonly until: Instant
  /** IANA. */
  readonly zone: string
  /** A tag of BCP 47. */
  readonly language: string
  /** Agents, queues or routing profiles by id; none: all that may be seen. */
  readonly ids: readonly string[]
  /** Of metrics: what they are told apart by, the length of intervals, and which. */
  readonly by: string
  readonly interval: string
  readonly metrics: readonly string[]
}

const KIND_OF_PAGE: Readonly<Record<string, ReportKind>> = { '/reports': 'metrics' }
const RANGE_MS_MAX = 366 * 86_400_000
const IDS_MAX = 1_000
const RELATIVE = /^-(\d{1,4})-(minute|hour|day|week)$/
const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
}

/** The kind that a page of the console shows; undefined when it shows none. */
export function kindOfPage(page: string): ReportKind | undefined {
  const kind = KIND_OF_PAGE[page] ?? page.replace(/^\/reports\//, '')
  return REPORT_KINDS.find(each => each === kind)
}

/** @returns a sentence when it cannot be asked like that. */
export function readReportRequest(
  kind: ReportKind,
  query: string,
  now: Instant,
): ReportRequest | string {
  const params = new URLSearchParams(query)
  const time = timeOf(params.get('time') ?? '-1-day', now)
  if (!time) return '`time` must be like -1-day, or two times of ISO 8601 with two dots between.'
  if (time.until - time.from > RANGE_MS_MAX) return 'A report spans 366 days at most.'
  const zone = params.get('zone') ?? 'UTC'
  if (!isZone(zone)) return `There is no time zone ${zone}.`
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(each => each !== '')
  const ids = list('ids')
  if (ids.length > IDS_MAX) return `At most ${IDS_MAX} ids can be given.`
  return {
    kind,
    ...time,
    zone,
    language: languageOf(params.get('language')),
    ids,
    by: params.get('by') ?? 'QUEUE',
    interval: params.get('interval') ?? (kind === 'queue-day' ? 'FIFTEEN_MIN' : 'TOTAL'),
    metrics: list('metrics'),
  }
}

/** What is no language is English. */
function languageOf(tag: string | null): string {
  try {
    return Intl.getCanonicalLocales(tag ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function timeOf(text: string, now: Instant): { from: Instant; until: Instant } | undefined {
  const [, amount, unit = ''] = RELATIVE.exec(text) ?? []
  if (amount !== undefined) return { from: now - Number(amount) * (UNIT_MS[unit] ?? 0), until: now }
  const [from, until] = text.split('..').map(each => Date.parse(each))
  if (from === undefined || until === undefined || !(from < until)) return undefined
  return { from, until: Math.min(until, now) > from ? Math.min(until, now) : until }
}
