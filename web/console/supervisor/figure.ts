// A number of a metric as people read it.
import { formatDuration } from '../../kit/format-duration.ts'
import { languageTag } from '../../kit/messages.ts'
import type { MetricName } from './texts/metric-texts.ts'

type FigureKind = 'count' | 'percent' | 'seconds' | 'since'

const PERCENT: readonly MetricName[] = [
  'SERVICE_LEVEL',
  'ABANDONMENT_RATE',
  'AGENT_ANSWER_RATE',
  'AGENT_OCCUPANCY',
]

export function kindOf(metric: MetricName): FigureKind {
  if (metric === 'OLDEST_CONTACT_SINCE') return 'since'
  if (PERCENT.includes(metric)) return 'percent'
  return /_TIME(_|$)|_AGE$|_DURATION$/.test(metric) ? 'seconds' : 'count'
}

const counts = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 0 })
const percents = new Intl.NumberFormat(languageTag, {
  style: 'percent',
  maximumFractionDigits: 1,
})

/** A dash where there is none. @param value of `since` in seconds of age. */
export function formatFigure(kind: FigureKind, value: number | undefined): string {
  if (value === undefined) return '–'
  switch (kind) {
    case 'percent':
      return percents.format(value / 100)
    case 'seconds':
    case 'since':
      return formatDuration(value * 1000)
    default:
      return counts.format(value)
  }
}
